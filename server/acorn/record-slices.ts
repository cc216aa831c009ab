import { skipValue, sliceArray } from "@/server/acorn/json-slices";

const unicodeEscape = Buffer.from("\\u");
const openBrace = 0x7b;
const closeBrace = 0x7d;
const comma = 0x2c;

/**
 * The exact bytes of each record of the list at `path`, as views into `bytes`; null when there is no list. `list` is
 * what JSON.parse made of it; `key` a field (letters only) that every record should have. Same outcome as sliceArray,
 * in a fraction of its time for what Amazon really sends.
 */
export function sliceRecords(
  bytes: Buffer,
  path: readonly string[],
  list: readonly unknown[],
  key: string,
): Uint8Array[] | null {
  return sliceByKey(bytes, list, key) ?? sliceArray(bytes, path);
}

/**
 * By native search for the key. When all n parsed records have it, no letter is written as \u escape, and its quoted
 * name stands exactly n times in the text, then it stands once in each record, as the record's own key, in the order of
 * the list. Where it is the first key, the brace before it opens the record. Null when any of this does not hold.
 */
function sliceByKey(bytes: Buffer, list: readonly unknown[], key: string): Uint8Array[] | null {
  if (list.length === 0 || !list.every((record) => hasKey(record, key))) return null;
  if (bytes.includes(unicodeEscape)) return null;
  const name = Buffer.from(`"${key}"`);
  const starts: number[] = [];
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + name.length)) {
    const start = backOverSpace(bytes, at - 1);
    if (bytes[start] !== openBrace || starts.length === list.length) return null;
    starts.push(start);
  }
  if (starts.length !== list.length) return null;
  const slices: Uint8Array[] = [];
  for (const [index, start] of starts.entries()) {
    const next = starts[index + 1];
    const end = next === undefined ? skipValue(bytes, start) : endBefore(bytes, next);
    if (end === null) return null;
    slices.push(bytes.subarray(start, end));
  }
  return slices;
}

function hasKey(record: unknown, key: string): boolean {
  return (
    typeof record === "object" && record !== null && !Array.isArray(record) && Object.hasOwn(record, key)
  );
}

/** Behind the record that ends before the one at `next`. */
function endBefore(bytes: Buffer, next: number): number | null {
  const gap = backOverSpace(bytes, next - 1);
  const end = backOverSpace(bytes, gap - 1);
  return bytes[gap] === comma && bytes[end] === closeBrace ? end + 1 : null;
}

function backOverSpace(bytes: Buffer, at: number): number {
  let i = at;
  while (i >= 0 && (bytes[i] ?? 0) <= 0x20) i -= 1;
  return i;
}
