import { clsx } from "clsx";
import { Languages, Monitor, Moon, Sun } from "lucide-react";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { locales, themes } from "@/components/i18n/preferences";
import { requestPreferences } from "@/components/i18n/request-preferences";

const themeIcons = { light: Sun, dark: Moon, system: Monitor };
const choice = "h-7 rounded-6 px-2 text-12 hover:bg-hover hover:text-ink max-desk:h-9";

/** Language and theme as plain forms: they work before any script has come. */
export async function ReaderChoices() {
  const [t, frame, locale] = [
    await getTranslations("signin"),
    await getTranslations("frame"),
    await getLocale(),
  ];
  const { theme } = await requestPreferences();
  // set by proxy.ts
  const here = <input type="hidden" name="next" value={(await headers()).get("x-path") ?? "/"} />;
  const ThemeIcon = themeIcons[theme];
  const nextTheme = themes[(themes.indexOf(theme) + 1) % themes.length];
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 text-ink-3">
      <form action="/preferences" method="post" aria-label={t("language")} className="flex items-center">
        {here}
        <Languages size={15} aria-hidden="true" className="mr-1" />
        {locales.map((one) => (
          <button
            key={one}
            type="submit"
            name="locale"
            value={one}
            lang={one}
            aria-pressed={one === locale}
            className={clsx(choice, one === locale && "text-ink")}
          >
            {frame(`languages.${one}`)}
          </button>
        ))}
      </form>
      <form action="/preferences" method="post">
        {here}
        <button
          type="submit"
          name="theme"
          value={nextTheme}
          className={clsx(choice, "flex items-center gap-1.5")}
        >
          <ThemeIcon size={15} aria-hidden="true" />
          <span className="sr-only">{frame("theme")}: </span>
          {frame(`themes.${theme}`)}
        </button>
      </form>
    </div>
  );
}
