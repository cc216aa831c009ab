"use server";

import { cookies } from "next/headers";
import { locales, preferenceCookies, themes } from "@/components/i18n/preferences";
import { isSecure } from "@/server/access/session-cookie";
import { env } from "@/server/platform/env";

const yearSeconds = 31_536_000;

/** Keeps language or theme from a plain form, so that both can be chosen without script; unknown values change nothing. */
export async function setPreference(form: FormData): Promise<void> {
  const jar = await cookies();
  const options = {
    path: "/",
    maxAge: yearSeconds,
    sameSite: "lax" as const,
    secure: isSecure(env().APP_URL),
  };
  const locale = locales.find((known) => known === form.get("locale"));
  if (locale) jar.set(preferenceCookies.locale, locale, options);
  const theme = themes.find((known) => known === form.get("theme"));
  if (theme) jar.set(preferenceCookies.theme, theme, options);
}
