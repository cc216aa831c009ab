import { expect, test } from "vitest";
import { tidyDay } from "./day-text";

test.each([
  ["2026-03-05", "2026-03-05"],
  ["2026/3/5", "2026-03-05"],
  ["20260305", "2026-03-05"],
  [" ２０２６年３月５日 ", "2026-03-05"],
  ["05.03.2026", "05.03.2026"],
  ["2026-1", "2026-1"],
  ["", ""],
])("%j is read as %j, and a day whose order is not plain is not guessed", (text, day) => {
  expect(tidyDay(text)).toBe(day);
});
