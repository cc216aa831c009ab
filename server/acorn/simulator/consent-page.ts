import { type Answer, htmlAnswer } from "./answers";
import { findCountry } from "./countries";
import type { Country } from "./country-table";
import type { AppRegistration } from "./defaults";
import type { VendorGroup } from "./groups";
import type { World } from "./world";

type Asked = { country: Country; app: AppRegistration; redirectUri: string; state: string };
type Page = { title: string; body: string; status?: number; formAction?: string };

/** The page a person sees at Vendor Central's consent URL [D]: which account, then Approve or Cancel. */
export function showConsent(world: World, countryCode: string, query: URLSearchParams): Answer {
  const asked = readAsked(world, countryCode, query);
  return "status" in asked ? asked : consentForm(world, asked, query);
}

/** Approve or Cancel was pressed: back to the app's redirect URI with the code, or with the refusal. */
export function decideConsent(world: World, countryCode: string, form: URLSearchParams): Answer {
  const asked = readAsked(world, countryCode, form);
  if ("status" in asked) return asked;
  const back = new URL(asked.redirectUri);
  back.searchParams.set("state", asked.state);
  if (form.get("decision") !== "approve") return cancelled(world, back);
  const group = groupsOf(world, asked.country).find((one) => one.id === form.get("vendor_group"));
  if (!group) return consentForm(world, asked, form, "Choose an account first.");
  const now = world.clock.now();
  const { grant } = world.credentials.grant({ clientId: asked.app.clientId, group: group.id, now });
  const { redirectUri, app } = asked;
  const code = world.credentials.issueCode({ grant, applicationId: app.applicationId, redirectUri, now });
  back.searchParams.set("selling_partner_id", group.id);
  back.searchParams.set("spapi_oauth_code", code);
  return redirect(back);
}

/** MD1000: unknown app, or a draft without version=beta; MD5101: a redirect URI that is not registered [D]. */
function readAsked(world: World, countryCode: string, query: URLSearchParams): Asked | Answer {
  const country = findCountry(countryCode);
  if (!country) return errorPage("MD1000", "There is no such Vendor Central.");
  const app = world.credentials.findByApplication(query.get("application_id") ?? "");
  if (!app) return errorPage("MD1000", "The application is not known.");
  // [D]: private apps can be self-authorised only.
  if (app.kind === "private") return errorPage("MD1000", "A private application cannot be authorised here.");
  if (app.isDraft && query.get("version") !== "beta")
    return errorPage("MD1000", "The application is still a draft.");
  const uris = world.credentials.redirectUrisOf(app.clientId);
  const redirectUri = query.get("redirect_uri") ?? uris[0];
  if (redirectUri === undefined || !uris.includes(redirectUri))
    return errorPage("MD5101", "The redirect URI is not registered for this application.");
  return { country, app, redirectUri, state: query.get("state") ?? "" };
}

function groupsOf(world: World, country: Country): VendorGroup[] {
  return world.groups.filter((group) => group.country.code === country.code);
}

function redirect(back: URL): Answer {
  const headers = { location: back.href, "cache-control": "no-store", "referrer-policy": "no-referrer" };
  return { status: 303, headers, body: "" };
}

/** [U]: what Vendor Central does on Cancel was never seen. */
function cancelled(world: World, back: URL): Answer {
  if (!world.switches.cancelRedirects)
    return page({ title: "Not authorised", body: "<p>Nothing was shared. You can close this page.</p>" });
  back.searchParams.set("error", "access_denied");
  return redirect(back);
}

function errorPage(code: string, text: string): Answer {
  const body = `<p role="alert"><strong>${code}</strong> ${escapeHtml(text)}</p>`;
  return page({ title: "Error", body, status: 400 });
}

function consentForm(world: World, asked: Asked, query: URLSearchParams, fault?: string): Answer {
  const { country, app, redirectUri } = asked;
  const kept = ["application_id", "state", "redirect_uri", "version"]
    .filter((name) => query.get(name) !== null)
    .map((name) => `<input type="hidden" name="${name}" value="${escapeHtml(query.get(name) ?? "")}">`);
  const choices = groupsOf(world, country).map(
    (
      group,
      index,
    ) => `<label><input type="radio" name="vendor_group" value="${group.id}"${index === 0 ? " checked" : ""}>
<span><b>${escapeHtml(group.name)}</b><small>${group.id} · vendor codes ${group.vendorCodes.join(", ")}</small></span></label>`,
  );
  const body = `<p>The application <b>${escapeHtml(app.applicationId)}</b> asks to read and change the orders of your
account. It will return you to <b>${escapeHtml(new URL(redirectUri).origin)}</b>.</p>
${fault ? `<p role="alert">${fault}</p>` : ""}
<form method="post">${kept.join("")}
<fieldset><legend>Which account?</legend>${choices.join("")}</fieldset>
<div><button name="decision" value="approve" class="main">Approve</button>
<button name="decision" value="cancel">Cancel</button></div></form>`;
  const title = `Authorise an application — Vendor Central ${country.code} (simulated)`;
  // Browsers hold a form's redirect to form-action as well, so the app's origin has to be in it.
  return page({ title, body, formAction: `'self' ${new URL(redirectUri).origin}` });
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}
h1{font-size:1.4rem}fieldset{border:1px solid #bbb;border-radius:6px;margin:1rem 0;padding:.5rem 1rem}
label{display:flex;gap:.75rem;align-items:flex-start;padding:.5rem 0}small{display:block;color:#555}
button{font:inherit;padding:.5rem 1.25rem;border:1px solid #888;border-radius:6px;background:#fff}
.main{background:#0b5cab;border-color:#0b5cab;color:#fff}[role=alert]{color:#a00}`;

function page({ title, body, status = 200, formAction = "'none'" }: Page): Answer {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title>
<style>${style}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
  return htmlAnswer(status, html, {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`,
  });
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (letter) => names[letter] ?? letter);
}
