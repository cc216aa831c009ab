import { useFieldWords } from "./action-words";
import { useValueWords } from "./value-words";

type Facts = Record<string, unknown> | null;
type FieldDiff = { field: string; before: string | null; after: string | null };

/** What changed, field by field, in the reader's words and zone; fields that are equal on both sides are left out. */
export function useDiffFacts(): (before: Facts, after: Facts) => FieldDiff[] {
  const word = useFieldWords();
  const print = useValueWords();
  return (before, after) =>
    [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
      .map((field) => ({
        field: word(field),
        before: before && field in before ? print(field, before[field]) : null,
        after: after && field in after ? print(field, after[field]) : null,
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
