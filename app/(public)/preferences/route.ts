import { locales, themes } from "@/components/i18n/preferences";
import { guardPost } from "@/server/access/guard-request";
import { safePath } from "@/server/access/safe-path";
import { isSecure } from "@/server/access/session-cookie";
import { env } from "@/server/platform/env";
import { keepCookie, preferenceCookies } from "@/server/platform/reader-cookies";

/**
 * Keeps language or theme from a plain form, so that both can be chosen without script; unknown values change nothing.
 * No server action: without one, no page takes a body at all.
 */
export async function POST(request: Request): Promise<Response> {
  const { APP_URL } = env();
  const contentType = "application/x-www-form-urlencoded";
  const guarded = await guardPost(request, { appUrl: APP_URL, contentType, maxBytes: 4000 });
  if (guarded instanceof Response) return guarded;
  const form = new URLSearchParams(await guarded.text());
  const headers = new Headers({ location: safePath(form.get("next"), APP_URL), "cache-control": "no-store" });
  const keep = (name: string, value: string) =>
    headers.append("set-cookie", keepCookie(name, value, isSecure(APP_URL)));
  const locale = locales.find((known) => known === form.get("locale"));
  if (locale) keep(preferenceCookies.locale, locale);
  const theme = themes.find((known) => known === form.get("theme"));
  if (theme) keep(preferenceCookies.theme, theme);
  return new Response(null, { status: 303, headers });
}
