/**
 * How values cross between browser and server: JSON, and an instant as `{"$date": "2026-03-01T08:00:00.000Z"}`.
 * A key of ours that begins with `$` gets a second one, so that no data can pose as an instant.
 * A value JSON cannot say (Map, Set, a class) throws on its way out instead of arriving as an empty object.
 */
export const wireFormat = { serialize: encode, deserialize: (value: unknown) => decode(value, 0) };

const mark = "$date";
/** deeper than any form of ours: what a stranger nests below it is left as it came, and the check of the input refuses it */
const maxDepth = 50;

function encode(value: unknown): unknown {
  if (value instanceof Date) return { [mark]: value.toISOString() };
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(encode);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${value.constructor.name} has no wire format`);
  }
  return mapObject(value, (key) => (key.startsWith("$") ? `$${key}` : key), encode);
}

function decode(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null || depth > maxDepth) return value;
  const inner = (part: unknown) => decode(part, depth + 1);
  if (Array.isArray(value)) return value.map(inner);
  if (mark in value && typeof value.$date === "string") return new Date(value.$date);
  return mapObject(value, (key) => (key.startsWith("$$") ? key.slice(1) : key), inner);
}

// fromEntries makes own properties, also of a key named __proto__
function mapObject(value: object, key: (key: string) => string, part: (part: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [key(name), part(inner)]));
}
