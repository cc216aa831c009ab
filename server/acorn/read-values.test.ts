import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseInstant, readDecimal, readWindow } from "@/server/acorn/read-values";
import { createReading } from "@/server/acorn/reading";
import { parseDecimal } from "@/server/platform/money";

describe("parseInstant", () => {
  test.each([
    ["2026-02-16T19:17:34Z", "2026-02-16T19:17:34.000Z"],
    ["2026-02-16T19:17:34", "2026-02-16T19:17:34.000Z"],
    ["2026-02-16T19:17", "2026-02-16T19:17:00.000Z"],
    ["2026-02-16", "2026-02-16T00:00:00.000Z"],
    ["2026-02-16T19:17:34.123456+02:00", "2026-02-16T17:17:34.123Z"],
    ["2026-02-16T19:17:34-0500", "2026-02-17T00:17:34.000Z"],
    ["2026-03-29T02:30:00", "2026-03-29T02:30:00.000Z"],
    ["2028-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z"],
    ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"],
  ])("reads %s, UTC where no zone is named", (text, expected) => {
    expect(parseInstant(text)?.toISOString()).toBe(expected);
  });

  test.each(["", "1", "soon", "2026-13-01T00:00:00Z", "16.02.2026", "2026-02-16T", "20260216T191734Z"])(
    "refuses %j",
    (text) => {
      expect(parseInstant(text)).toBeNull();
    },
  );
});

describe("readWindow", () => {
  test("splits Amazon's double hyphen, zones with a minus included", () => {
    const reading = createReading("op");
    const window = readWindow("2026-02-20T00:00:00-05:00--2026-02-24T00:00:00Z", "w", reading);
    expect(window?.startAt.toISOString()).toBe("2026-02-20T05:00:00.000Z");
    expect(window?.endAt.toISOString()).toBe("2026-02-24T00:00:00.000Z");
    expect(reading.drifts()).toEqual([]);
  });

  test.each(["2026-02-20T00:00:00Z", "a--b", "--", 7])("counts %j as drift and as absent", (value) => {
    const reading = createReading("op");
    expect(readWindow(value, "w", reading)).toBeNull();
    expect(reading.drifts()).toHaveLength(1);
  });
});

test("readDecimal says the same as parseDecimal of any text", () => {
  const digits = fc.stringMatching(/^-?\d{1,16}(\.\d{0,8}0{0,3})?([eE][+-]?\d{1,2})?$/);
  fc.assert(
    fc.property(
      fc.oneof(digits, fc.string(), fc.constantFrom("-0", "-0.00", "10", "0.10", "1.", ".5")),
      (text) => {
        expect(readDecimal(text)).toBe(parseDecimal(text));
      },
    ),
    { numRuns: 2000 },
  );
});
