import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sliceArray, sliceValue } from "@/server/acorn/json-slices";

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const path = ["payload", "orders"];

/** JSON.stringify in a dress: space anywhere it may stand, and some letters as escapes. */
function print(value: unknown, next: () => number): string {
  const space = () => ["", "", " ", "\n", "\t \r\n"][next() % 5] ?? "";
  const text = (string: string) => {
    const plain = JSON.stringify(string);
    if (plain.includes("\\")) return plain;
    return plain.replace(/[a-z]/g, (letter) =>
      next() % 7 === 0 ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}` : letter,
    );
  };
  if (Array.isArray(value)) {
    return `[${space()}${value.map((item) => print(item, next)).join(`${space()},${space()}`)}${space()}]`;
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(
      ([key, item]) => `${text(key)}${space()}:${space()}${print(item, next)}`,
    );
    return `{${space()}${members.join(`${space()},${space()}`)}${space()}}`;
  }
  return typeof value === "string" ? text(value) : JSON.stringify(value);
}

/** Mostly what a scanner may take for structure. */
const letter = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('"', "\\", "{", "}", "[", "]", ",", ":", "ö", "😀", "a") },
  { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }) },
);
const anyJson = fc.jsonValue({ stringUnit: letter, depthSize: "medium" });
const body = fc
  .record({ before: anyJson, orders: fc.array(anyJson, { maxLength: 8 }), after: anyJson })
  .chain(({ before, orders, after }) =>
    fc.constantFrom(
      { payload: { pagination: before, orders, 'x\\y"z': after }, after },
      { before, payload: { orders } },
      { orders: before, payload: { a: { orders: after }, orders, b: before } },
    ),
  );

describe("sliceArray", () => {
  test("gives exactly the bytes of each element, whatever stands in and around it", () => {
    fc.assert(
      fc.property(body, fc.infiniteStream(fc.nat()), (value, numbers) => {
        const text = print(value, () => numbers.next().value ?? 0);
        const bytes = encode(text);
        const whole: { payload: { orders: unknown[] } } = JSON.parse(text);
        const slices = sliceArray(bytes, path);
        expect(slices?.map((slice) => JSON.parse(decode(slice)))).toEqual(whole.payload.orders);
        for (const slice of slices ?? []) {
          expect(decode(slice)).toBe(decode(slice).trim());
          expect(slice.buffer).toBe(bytes.buffer);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["no payload", "{}", null],
    ["an empty list", `{"payload":{"orders":[ ]}}`, []],
    ["not a list", `{"payload":{"orders":{"a":[1]}}}`, null],
    ["an escaped key", `{"payl\\u006fad":{"orders":[1]}}`, ["1"]],
    ["the last of repeated lists", `{"payload":{"orders":[1],"orders":[2,3]}}`, ["2", "3"]],
    ["the last of repeated parents", `{"payload":{"orders":[1]},"payload":{"x":0}}`, null],
    [
      "the same key deeper down",
      `{"payload":{"x":{"orders":[1]},"orders":["]","}\\\\"]}}`,
      [`"]"`, `"}\\\\"`],
    ],
    ["a list at the root", "[1]", null],
  ])("reads %s as JSON.parse does", (_name, text, expected) => {
    expect(sliceArray(encode(text), path)?.map(decode) ?? null).toEqual(expected);
  });
});

test("sliceValue gives the bytes of one value without the space around it", () => {
  const bytes = encode(`{ "payload" : {"a": "}"} , "x":1}`);
  expect(decode(sliceValue(bytes, ["payload"]) ?? encode(""))).toBe(`{"a": "}"}`);
  expect(sliceValue(bytes, ["nothing"])).toBeNull();
});
