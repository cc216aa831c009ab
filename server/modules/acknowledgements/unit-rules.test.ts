import fc from "fast-check";
import { expect, test } from "vitest";
import { caseSizeOf, eachesOfUnit, toLineUnit } from "./unit-rules";

const cases = (unitSize: number) => ({ unit: "case", unitSize });
const eaches = (unitSize: number) => ({ unit: "each", unitSize });

test("a size that comes with eaches is the size of their case, and multiplies nothing", () => {
  expect([eachesOfUnit(cases(6)), eachesOfUnit(eaches(6))]).toEqual([6, 1]);
  expect([caseSizeOf(cases(1)), caseSizeOf(eaches(6)), caseSizeOf(eaches(1))]).toEqual([1, 6, null]);
});

test("eaches that leave part of a case over are never rounded", () => {
  expect(toLineUnit(60, "each", cases(12))).toEqual({ amount: 5 });
  expect(toLineUnit(50, "each", cases(12))).toEqual({
    code: "not-whole-cases",
    params: { given: 50, size: 12, below: 48, above: 60 },
  });
  expect(toLineUnit(5, "case", eaches(1))).toEqual({ code: "no-case-size" });
});

test("whatever is converted has exactly as many eaches as before", () => {
  const unit = fc.constantFrom("each" as const, "case" as const);
  fc.assert(
    fc.property(fc.nat(1e6), unit, unit, fc.integer({ min: 1, max: 500 }), (amount, from, to, unitSize) => {
      const line = { unit: to, unitSize };
      const read = toLineUnit(amount, from, line);
      if (!("amount" in read)) return;
      expect(Number.isInteger(read.amount)).toBe(true);
      expect(read.amount * eachesOfUnit(line)).toBe(amount * (from === "case" ? unitSize : 1));
    }),
  );
});
