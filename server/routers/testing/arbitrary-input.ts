import fc from "fast-check";
import type { z } from "zod";
import { newId, publicId } from "@/server/platform/ids";
import type { Rows } from "./fill-tenant";
import { checksOf, type FieldPath, idKindOf, listLeaves, replaceAt } from "./input-fields";

/** Texts that have broken somebody's program. */
const nasty = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "x\udfff",
  "👩🏽‍🍳",
  "\u202Eabc\u202C",
  "مطبخ",
  "e\u0301",
  "\u200B",
  "a\r\nBcc: x@larkmoor.example",
  "x".repeat(10_000),
  "%",
  "\\",
  "_%\\'\"",
  "' or 1=1 --",
  "__proto__",
  "constructor",
  "1e309",
  "-0",
  "NaN",
  "infinity",
  "0000-01-01T00:00:00Z",
  "0000-12-31T23:59:59.999Z",
  "9999-12-31T23:59:59.999Z",
  "2026-03-29T02:30:00Z",
  "2024-02-29T00:00:00.000000001Z",
  "Europe/Berlin",
  "eUROPE/berlin",
  "+14:00",
  "02:30",
  "UK",
  "US",
  "Atzr|\u00e9",
  "Atzr|x",
  "amzn1.vg.1",
];
const numbers = [
  0,
  -0,
  -1,
  1,
  2,
  1.5,
  200,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  1e308,
  Number.POSITIVE_INFINITY,
  Number.NaN,
];

const text = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ maxLength: 20 }),
);
const deep = fc.integer({ min: 5, max: 500 }).map((depth) => {
  let value: unknown = "end";
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
});
const prototype = fc.constantFrom(
  ...['{"__proto__":{"role":"owner"}}', '{"constructor":{"prototype":{"x":1}}}', '{"toString":1}'].map(
    (json): unknown => JSON.parse(json),
  ),
);
/** Anything but what is asked for. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    [],
    {},
    new Date(Number.NaN),
    new Date(0),
    10n ** 40n,
    ...numbers,
  ),
  deep,
  prototype,
  fc.array(text, { maxLength: 300 }),
);

/**
 * Inputs for one procedure: a valid one with one to three places changed, which gets past the first parse, and ones made up
 * from the schema alone.
 */
export function arbitraryInput(
  inputs: readonly z.core.$ZodType[],
  { rows, valid }: { rows: readonly Rows[]; valid: object },
): fc.Arbitrary<unknown> {
  const madeUp = fc
    .tuple(...inputs.map((input) => arbitraryOf(input, [], rows)))
    .map((parts) => (parts.every((part) => isObject(part)) ? Object.assign({}, ...parts) : parts.at(-1)));
  const places = inputs.flatMap((input) => listLeaves(input)).filter(({ path }) => path[0] !== "tenant");
  const changes = places.map(({ path, schema }) =>
    arbitraryOf(schema, path, rows).map((value) => (input: unknown) => replaceAt(input, path, value)),
  );
  const changed =
    changes.length === 0
      ? fc.constant(valid)
      : fc
          .array(fc.oneof(...changes), { minLength: 1, maxLength: 3 })
          .map((steps) => steps.reduce((input: unknown, step) => step(input), valid));
  return fc.oneof(
    { weight: 10, arbitrary: changed },
    { weight: 4, arbitrary: madeUp },
    { weight: 1, arbitrary: anything },
  );
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function arbitraryOf(schema: z.core.$ZodType, path: FieldPath, rows: readonly Rows[]): fc.Arbitrary<unknown> {
  const usual = usualOf(schema, path, rows);
  // A form with many fields must often be right in most of them, or the fuzz never gets past the first parse.
  return path.length === 0
    ? usual
    : fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: anything });
}

function usualOf(schema: z.core.$ZodType, path: FieldPath, rows: readonly Rows[]): fc.Arbitrary<unknown> {
  const kind = idKindOf(schema);
  const known = rows.flatMap((one) =>
    Object.entries(one).flatMap(([name, id]) => (name === kind ? [id] : [])),
  );
  if (kind) return fc.oneof(fc.constantFrom(publicId(kind, newId(kind)), ...known), text);
  // zod types `_zod.def` as its widest base; each branch narrows it by the `type` that zod itself wrote there
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object":
      return fc
        .record(
          Object.fromEntries(
            Object.entries(def.shape).map(([key, part]) => [key, arbitraryOf(part, [...path, key], rows)]),
          ),
          {
            requiredKeys: Object.entries(def.shape).flatMap(([key, part]) => (part._zod.optin ? [] : [key])),
          },
        )
        .map((made) => ({ ...made }));
    case "array":
      return fc.array(arbitraryOf(def.element, [...path, "[]"], rows), { maxLength: 4 });
    case "union":
      return fc.oneof(...def.options.map((option) => usualOf(option, path, rows)));
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "readonly":
      return usualOf(def.innerType, path, rows);
    case "pipe":
      return usualOf(def.in, path, rows);
    case "enum":
      return fc.constantFrom<unknown>(...Object.values(def.entries));
    case "literal":
      return fc.constantFrom<unknown>(...def.values);
    case "boolean":
      return fc.boolean();
    case "number":
      return fc.oneof(fc.integer({ min: 1, max: 200 }), fc.constantFrom(...numbers));
    default:
      return path.at(-1) === "cursor" ? cursor : textLike(schema);
  }
}

function textLike(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const checks = checksOf(schema);
  if (checks.some(({ format }) => format === "datetime")) return fc.oneof(instant, text);
  const pattern = checks.find((check) => check.pattern)?.pattern;
  // fast-check makes texts from plain patterns; those that look around are left to chance
  return pattern && !pattern.source.includes("(?") ? fc.oneof(fc.stringMatching(pattern), text) : text;
}

const instant = fc.oneof(
  fc
    .date({
      min: new Date("0000-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59Z"),
      noInvalidDate: true,
    })
    .map((at) => at.toISOString()),
  fc.constantFrom("0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "2026-03-29T02:30:00Z"),
);

/** Keys as a list hands them out, with a stranger's values in them. */
const cursor = fc
  .tuple(
    fc.array(
      fc.oneof(
        text,
        instant,
        fc.constantFrom(
          "infinity",
          "2026-99-99 99:99:99+99",
          "999999-01-01 00:00:00+00",
          "2026-01-01 25:00-3",
        ),
        fc.stringMatching(/^\d{4}-[\d :.+-]{1,12}$/),
      ),
      { minLength: 1, maxLength: 2, size: "xsmall" },
    ),
    fc.oneof({ weight: 5, arbitrary: fc.uuid() }, { weight: 1, arbitrary: text }),
  )
  .map(([values, id]) => Buffer.from(JSON.stringify([...values, id])).toString("base64url"));
