import type { SortKey } from "./grid-column";

const idShape = /^[a-zA-Z][\w-]{0,39}$/;
const [minWidth, maxWidth, maxParts] = [48, 800, 60];

/** "-due,value" sorts by due descending, then by value. Broken parts are left out; null when none is whole. */
export function parseSort(text: string): SortKey[] | null {
  const seen = new Set<string>();
  const keys = parts(text).flatMap((part) => {
    const desc = part.startsWith("-");
    const id = desc ? part.slice(1) : part;
    if (!idShape.test(id) || seen.has(id)) return [];
    seen.add(id);
    return [{ id, desc }];
  });
  return keys.length > 0 ? keys : null;
}

export function printSort(keys: readonly SortKey[]): string {
  return keys.map((key) => (key.desc ? `-${key.id}` : key.id)).join(",");
}

/** "po,account,due": each once. */
export function parseIds(text: string): string[] | null {
  const ids = [...new Set(parts(text).filter((part) => idShape.test(part)))];
  return ids.length > 0 ? ids : null;
}

/** "po:120,due:96", whole px between 48 and 800. */
export function parseWidths(text: string): Record<string, number> | null {
  const entries = parts(text).flatMap((part): [string, number][] => {
    const [id = "", size = ""] = part.split(":");
    if (!idShape.test(id) || !/^\d{1,4}$/.test(size)) return [];
    return [[id, Math.min(maxWidth, Math.max(minWidth, Number(size)))]];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

export function printWidths(widths: Readonly<Record<string, number>>): string {
  return Object.entries(widths)
    .map(([id, size]) => `${id}:${Math.round(size)}`)
    .join(",");
}

function parts(text: string): string[] {
  return text.slice(0, 2000).split(",").slice(0, maxParts);
}
