import { preferenceCookies, zoneOfCookie } from "@/server/platform/reader-cookies";

/** How a person wants to read: kept in cookies so that the first byte already has the right look. */
export const locales = ["en", "zh-CN"] as const;
export type Locale = (typeof locales)[number];
export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];
export const densities = ["compact", "normal", "roomy"] as const;
export type Density = (typeof densities)[number];

export type Preferences = {
  locale: Locale;
  theme: Theme;
  density: Density;
  /** IANA zone; null until the profile or the browser has named one */
  zone: string | null;
};

type CookieSource = { get(name: string): { value: string } | undefined };

/** Never throws: a cookie is a stranger's text, and an unknown value counts as none. */
export function readPreferences(cookies: CookieSource, acceptLanguage: string | null): Preferences {
  const read = (key: keyof Preferences) => cookies.get(preferenceCookies[key])?.value;
  return {
    locale: oneOf(locales, read("locale")) ?? localeFromHeader(acceptLanguage),
    theme: oneOf(themes, read("theme")) ?? "system",
    density: oneOf(densities, read("density")) ?? "compact",
    zone: zoneOfCookie(read("zone")),
  };
}

/** The first language of the header that we speak, by its weight; English if none. */
export function localeFromHeader(header: string | null): Locale {
  const wishes = (header ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.trim().toLowerCase().split(";");
      const weight = rest.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wishes) {
    if (tag === "zh" || tag.startsWith("zh-")) return "zh-CN";
    if (tag === "en" || tag.startsWith("en-")) return "en";
  }
  return "en";
}

function oneOf<T extends string>(values: readonly T[], text: string | undefined): T | undefined {
  return values.find((value) => value === text);
}
