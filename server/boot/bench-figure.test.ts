import { expect, test } from "vitest";
import { type Figure, formatFigure } from "@/server/boot/bench-figure";

const cases: [figure: Figure, isShort: boolean][] = [
  [{ name: "ratio", value: 1.3, bar: 1.3, better: "lower" }, false],
  [{ name: "ratio", value: 1.31, bar: 1.3, better: "lower" }, true],
  [{ name: "times", value: 15, bar: 15, better: "higher" }, false],
  [{ name: "times", value: 14.9, bar: 15, better: "higher" }, true],
  [{ name: "steps/s", value: 200, bar: 0, better: "higher" }, false],
  [{ name: "broken", value: Number.NaN, bar: 0, better: "lower" }, true],
];

test.each(cases)("a figure on its bar is ok, beyond it or unmeasured is short: %j", (figure, isShort) => {
  const formatted = formatFigure(figure);
  expect(formatted.isShort).toBe(isShort);
  expect(formatted.line).toMatch(isShort ? / {2}short$/ : / {2}ok$/);
});
