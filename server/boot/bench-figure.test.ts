import { expect, test } from "vitest";
import { type Figure, formatFigure } from "@/server/boot/bench-figure";

const cases: [figure: Figure, isShort: boolean][] = [
  [{ name: "ratio", value: 1.3, atMost: 1.3 }, false],
  [{ name: "ratio", value: 1.31, atMost: 1.3 }, true],
  [{ name: "times", value: 15, atLeast: 15 }, false],
  [{ name: "times", value: 14.9, atLeast: 15 }, true],
  [{ name: "steps/s", value: 200 }, false],
  [{ name: "broken", value: Number.NaN }, true],
];

test.each(cases)("a figure on its bar is ok, beyond it or unmeasured is short: %j", (figure, isShort) => {
  const formatted = formatFigure(figure);
  expect(formatted.isShort).toBe(isShort);
  expect(formatted.line).toMatch(isShort ? / {2}short$/ : / {2}ok$/);
});
