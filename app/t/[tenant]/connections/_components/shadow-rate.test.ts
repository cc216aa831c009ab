import { expect, test } from "vitest";
import { shadowRate } from "./shadow-rate";

const rows = (...verdicts: ("same" | "different" | "waiting")[]) => verdicts.map((verdict) => ({ verdict }));

test("equal answers are counted over the compared ones alone, and nothing is said over nothing", () => {
  expect(shadowRate(rows("same", "same", "different", "same", "waiting"))).toEqual({
    ...{ same: 3, compared: 4, waiting: 1, ratio: 0.75 },
  });
  expect(shadowRate(rows("different"))).toEqual({ same: 0, compared: 1, waiting: 0, ratio: 0 });
  for (const none of [rows(), rows("waiting")]) expect(shadowRate(none).ratio).toBeNull();
});
