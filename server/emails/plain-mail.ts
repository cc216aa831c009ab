type Parts = {
  locale: "en" | "zh-CN";
  before: readonly string[];
  link: string;
  button: string;
  after: readonly string[];
};

/** A mail about sign-in as text and as HTML: one link, no pictures, no tracking. Every part is plain text. */
export function renderPlainMail({ locale, before, link, button, after }: Parts): {
  text: string;
  html: string;
} {
  const quiet = after.map((line) => `<p style="color:#475256">${escapeHtml(line)}</p>`);
  return {
    text: [...before, link, ...after].join("\n\n"),
    html: `<!doctype html><html lang="${locale}"><body style="margin:0;padding:32px 16px;background:#f6f8f9;font:15px/24px system-ui,sans-serif;color:#172023">
<div style="max-width:440px;margin:0 auto">
<p style="font-weight:600">Oakline</p>
${before.map((line) => `<p>${escapeHtml(line).replaceAll("\n", "<br>")}</p>`).join("\n")}
<p><a href="${escapeHtml(link)}" style="display:inline-block;padding:8px 16px;border-radius:6px;background:#006773;color:#fff;text-decoration:none">${escapeHtml(button)}</a></p>
${quiet.join("\n")}
</div></body></html>`,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
