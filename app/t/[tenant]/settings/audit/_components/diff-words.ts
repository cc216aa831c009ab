type Facts = Record<string, unknown> | null;
export type FieldDiff = { field: string; before: string | null; after: string | null };

/** What changed, field by field; fields that are equal on both sides are left out. */
export function diffFacts(before: Facts, after: Facts): FieldDiff[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .map((field) => ({ field, before: print(before?.[field]), after: print(after?.[field]) }))
    .filter((diff) => diff.before !== diff.after);
}

function print(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** All of it in one line: "label: Alder Lane → Alder". */
export function diffLine(before: Facts, after: Facts): string {
  return diffFacts(before, after)
    .map(({ field, before: old, after: now }) =>
      old === null ? `${field}: ${now}` : `${field}: ${old} → ${now ?? "–"}`,
    )
    .join(" · ");
}
