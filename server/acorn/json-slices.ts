const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * The exact bytes of each element of the array at `path` (object keys from the root), as views into `bytes`; null when
 * there is no array. `bytes` must already have passed JSON.parse: the scan relies on it. Of a repeated key the last
 * counts, as in JSON.parse.
 */
export function sliceArray(bytes: Uint8Array, path: readonly string[]): Uint8Array[] | null {
  const scan: Scan = { bytes, path, found: null };
  descend(scan, skipSpace(bytes, 0), 0);
  return scan.found;
}

/** The exact bytes of the value at `path`; null when it is not there. */
export function sliceValue(bytes: Uint8Array, path: readonly string[]): Uint8Array | null {
  let range: Uint8Array | null = bytes;
  for (const key of path) {
    if (range === null) return null;
    let found: Uint8Array | null = null;
    const whole: Uint8Array = range;
    eachMember(whole, skipSpace(whole, 0), (name, at) => {
      const end = skipValue(whole, at);
      if (name === key) found = whole.subarray(at, end);
      return end;
    });
    range = found;
  }
  return range;
}

type Scan = { bytes: Uint8Array; path: readonly string[]; found: Uint8Array[] | null };

/** Looks for the rest of the path in the value at `at`; returns where that value ends. */
function descend(scan: Scan, at: number, depth: number): number {
  const { bytes, path } = scan;
  const key = path[depth];
  if (key === undefined) {
    if (bytes[at] !== openBracket) return skipValue(bytes, at);
    scan.found = [];
    return collect(bytes, at, scan.found);
  }
  return eachMember(bytes, at, (name, start) => {
    if (name !== key) return skipValue(bytes, start);
    scan.found = null;
    return descend(scan, start, depth + 1);
  });
}

/** Calls `visit` with each key and the start of its value; `visit` returns the value's end. */
function eachMember(bytes: Uint8Array, at: number, visit: (name: string, start: number) => number): number {
  if (bytes[at] !== openBrace) return skipValue(bytes, at);
  let i = skipSpace(bytes, at + 1);
  while (bytes[i] !== closeBrace) {
    const keyEnd = skipString(bytes, i);
    const name = keyText(bytes, i, keyEnd);
    // The colon, with space around it.
    i = skipSpace(bytes, skipSpace(bytes, keyEnd) + 1);
    i = skipSpace(bytes, visit(name, i));
    if (bytes[i] === comma) i = skipSpace(bytes, i + 1);
  }
  return i + 1;
}

function collect(bytes: Uint8Array, at: number, into: Uint8Array[]): number {
  let i = skipSpace(bytes, at + 1);
  while (bytes[i] !== closeBracket) {
    const end = skipValue(bytes, i);
    into.push(bytes.subarray(i, end));
    i = skipSpace(bytes, end);
    if (bytes[i] === comma) i = skipSpace(bytes, i + 1);
  }
  return i + 1;
}

/** What a byte outside a string does to the depth: a table look-up is half the time of comparisons. */
const effects = new Uint8Array(256);
const opensString = 1;
const opens = 2;
const closes = 3;
effects[quote] = opensString;
effects[openBracket] = opens;
effects[openBrace] = opens;
effects[closeBracket] = closes;
effects[closeBrace] = closes;

/** The index behind the value at `at`. Every byte of a page comes through here: no recursion, no call per string. */
export function skipValue(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  if (first === quote) return skipString(bytes, at);
  if (first !== openBrace && first !== openBracket) return skipScalar(bytes, at);
  const { length } = bytes;
  let depth = 0;
  let i = at;
  while (i < length) {
    const effect = effects[bytes[i] ?? 0];
    i += 1;
    if (effect === 0) continue;
    if (effect === opensString) {
      while (i < length) {
        const inner = bytes[i];
        i += 1;
        if (inner === quote) break;
        if (inner === backslash) i += 1;
      }
    } else if (effect === opens) depth += 1;
    else if (--depth === 0) return i;
  }
  return length;
}

function skipString(bytes: Uint8Array, at: number): number {
  const { length } = bytes;
  let i = at + 1;
  while (i < length) {
    const byte = bytes[i];
    if (byte === quote) return i + 1;
    i += byte === backslash ? 2 : 1;
  }
  return length;
}

function skipScalar(bytes: Uint8Array, at: number): number {
  let i = at;
  while (i < bytes.length) {
    const byte = bytes[i] ?? 0;
    if (byte === comma || byte === closeBracket || byte === closeBrace || byte <= 0x20) break;
    i += 1;
  }
  return i;
}

function skipSpace(bytes: Uint8Array, at: number): number {
  let i = at;
  while ((bytes[i] ?? 0xff) <= 0x20) i += 1;
  return i;
}

const utf8 = new TextDecoder();

function keyText(bytes: Uint8Array, start: number, end: number): string {
  const raw = utf8.decode(bytes.subarray(start + 1, end - 1));
  return raw.includes("\\") ? String(JSON.parse(`"${raw}"`)) : raw;
}
