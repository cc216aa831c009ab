import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { expect, test } from "vitest";
import { wireFormat } from "./wire-format";

const overTheWire = (value: unknown) =>
  wireFormat.deserialize(JSON.parse(JSON.stringify(wireFormat.serialize(value))));

test("what JSON can say and every instant arrive as they left", () => {
  const instant = fc.date({ noInvalidDate: true });
  const key = fc.oneof(fc.string(), fc.constantFrom("$date", "$$date", "$", "__proto__", "constructor"));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.oneof(instant, fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(key, tie("tree"), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      // not toStrictEqual: it takes a key named "constructor" for the class of its object
      deepStrictEqual(overTheWire(value), value);
    }),
    { numRuns: 500 },
  );
});

test("a field that is not there stays away", () => {
  expect(overTheWire({ a: 1, b: undefined })).toStrictEqual({ a: 1 });
});

test("data cannot pose as an instant, nor reach a prototype", () => {
  expect(overTheWire({ $date: "2026-03-01" })).toStrictEqual({ $date: "2026-03-01" });
  const decoded = wireFormat.deserialize(JSON.parse('{"__proto__":{"polluted":true}}'));
  expect(decoded).not.toHaveProperty("polluted");
});

test("what has no wire format is refused instead of arriving empty", () => {
  for (const value of [new Map([[1, 2]]), new Set([1]), new Error("x")]) {
    expect(() => wireFormat.serialize({ value })).toThrow(TypeError);
  }
});

test("nesting without end is left to the check of the input and ends no process", () => {
  const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  expect(() => wireFormat.deserialize(deep)).not.toThrow();
});
