import { expect, test } from "vitest";
import { endingOf, endOf, isName } from "./ending-rules";

const asked = new Date("2026-11-23T10:00:00.000Z");

test("the way back lasts seven times 24 hours, whatever clocks do in between", () => {
  expect(endOf(asked).toISOString()).toBe("2026-11-30T10:00:00.000Z");
  expect(endOf(new Date("2026-10-24T10:00:00.000Z")).toISOString()).toBe("2026-10-31T10:00:00.000Z");
});

test.each([
  ["not asked", null, { kind: "lives" }],
  ["a millisecond before", new Date(asked.getTime() + 1), { kind: "ends" }],
  ["at the instant", asked, { kind: "over" }],
  ["after", new Date(asked.getTime() - 1), { kind: "over" }],
] as const)("%s", (_, due, expected) => {
  expect(endingOf(due, asked)).toMatchObject(expected);
});

test.each([
  ["Larkmoor Kitchen", true],
  ["  Larkmoor Kitchen ", true],
  ["larkmoor kitchen", false],
  ["Larkmoor  Kitchen", false],
  ["Larkmoor", false],
  ["", false],
])("the typed word %j confirms: %s", (word, expected) => {
  expect(isName(word, "Larkmoor Kitchen")).toBe(expected);
});
