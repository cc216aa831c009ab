import { createTranslator } from "next-intl";
import en from "@/components/i18n/messages/en/signin.json";
import zh from "@/components/i18n/messages/zh-CN/signin.json";

/** The mail with a sign-in link, as text and as plain HTML without pictures or tracking. */
export function renderSignInLink(
  link: string,
  locale: string,
): { subject: string; text: string; html: string } {
  const isChinese = locale === "zh-CN";
  const say = createTranslator({
    locale: isChinese ? "zh-CN" : "en",
    messages: isChinese ? zh : en,
    namespace: "mail",
  });
  const lines = { open: say("open"), once: say("once"), ignore: say("ignore") };
  return {
    subject: say("subject"),
    text: [lines.open, link, lines.once, lines.ignore].join("\n\n"),
    html: `<!doctype html><html lang="${isChinese ? "zh-CN" : "en"}"><body style="margin:0;padding:32px 16px;background:#f6f8f9;font:15px/24px system-ui,sans-serif;color:#172023">
<div style="max-width:440px;margin:0 auto">
<p style="font-weight:600">Oakline</p>
<p>${escapeHtml(lines.open)}</p>
<p><a href="${escapeHtml(link)}" style="display:inline-block;padding:8px 16px;border-radius:6px;background:#006773;color:#fff;text-decoration:none">${escapeHtml(say("button"))}</a></p>
<p style="color:#475256">${escapeHtml(lines.once)}</p>
<p style="color:#475256">${escapeHtml(lines.ignore)}</p>
</div></body></html>`,
  };
}

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
