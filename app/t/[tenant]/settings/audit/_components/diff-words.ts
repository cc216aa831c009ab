import { useTranslations } from "next-intl";
import { formatMoment } from "@/components/i18n/format-moment";
import { useReader } from "@/components/i18n/reader";
import { useFieldWords } from "./action-words";

type Facts = Record<string, unknown> | null;
type FieldDiff = { field: string; before: string | null; after: string | null };
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** What changed, field by field, in the reader's words and zone; fields that are equal on both sides are left out. */
export function useDiffFacts(): (before: Facts, after: Facts) => FieldDiff[] {
  const word = useFieldWords();
  const roles = useTranslations("frame.tenant.role");
  const { zone, locale } = useReader();
  const isRole = (value: unknown): value is Parameters<typeof roles>[0] => roles.has(value as "owner");
  const print = (field: string, value: unknown): string | null => {
    if (value === null || value === undefined || value === "") return null;
    if (field === "role" && isRole(value)) return roles(value);
    if (typeof value === "string" && instant.test(value)) return formatMoment(new Date(value), zone, locale);
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  };
  return (before, after) =>
    [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
      .map((field) => ({
        field: word(field),
        before: print(field, before?.[field]),
        after: print(field, after?.[field]),
      }))
      .filter((diff) => diff.before !== diff.after);
}

/** All of it in one line: "name: Alder Lane → Alder". */
export function useDiffLine(): (before: Facts, after: Facts) => string {
  const facts = useDiffFacts();
  return (before, after) =>
    facts(before, after)
      .map(({ field, before: old, after: now }) =>
        old === null ? `${field}: ${now}` : `${field}: ${old} → ${now ?? "–"}`,
      )
      .join(" · ");
}
