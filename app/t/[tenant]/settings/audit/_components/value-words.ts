import { useTranslations } from "next-intl";
import { formatPlainDate } from "@/components/i18n/format-date";
import { formatMoment } from "@/components/i18n/format-moment";
import { useReader, useZonePlace } from "@/components/i18n/reader";
import { useQuarter } from "@/components/i18n/use-quarter";
import { useFieldWords, useKnownWords } from "./action-words";

type Say = (field: string, value: unknown) => string | null;
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** A recorded value in the reader's words and zone; ids, names and figures as they are. null says that there was none. */
export function useValueWords(): Say {
  const t = useTranslations("audit");
  const known = useKnownWords();
  const word = useFieldWords();
  const text = useTextWords();
  const say: Say = (field, value) => {
    // a grant without a list of accounts holds for all of them
    if (field === "connections" || field === "connectionIds") {
      if (value === null) return t("allAccounts");
      if (Array.isArray(value)) return t("accounts", { count: value.length });
    }
    if (value === null || value === undefined || value === "") return null;
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (Array.isArray(value)) return value.map((one) => say(field, one) ?? "–").join(", ") || null;
    if (typeof value === "object") return sayParts(value, word, say);
    return known(`values.${field}.${value}`) ?? text(field, String(value));
  };
  return say;
}

function sayParts(value: object, word: (field: string) => string, say: Say): string | null {
  const parts = Object.entries(value).flatMap(([name, part]) => {
    const said = say(name, part);
    return said === null ? [] : [`${word(name)} ${said}`];
  });
  return parts.join(", ") || null;
}

function useTextWords(): (field: string, text: string) => string {
  const roles = useTranslations("frame.tenant.role");
  const { zone, locale } = useReader();
  const placeOf = useZonePlace();
  const quarter = useQuarter();
  const isRole = (text: string): text is Parameters<typeof roles>[0] => roles.has(text as "owner");
  return (field, text) => {
    if ((field === "role" || field === "defaultFor") && isRole(text)) return roles(text);
    if (field === "zone") return placeOf(text);
    if (field === "quarter") return quarter(text);
    if (field === "country" && /^[A-Z]{2}$/.test(text))
      return new Intl.DisplayNames(locale, { type: "region" }).of(text) ?? text;
    if (instant.test(text)) return formatMoment(new Date(text), zone, locale);
    return day.test(text) ? formatPlainDate(text, locale, true) : text;
  };
}
