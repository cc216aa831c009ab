import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createTicker } from "./minute-ticker";

beforeEach(() => vi.useFakeTimers({ now: 1_000_000_000_000 }));
afterEach(() => vi.useRealTimers());

it("ticks at the server's full minute however wrong the desk clock is", () => {
  const ticker = createTicker(Date.parse("2026-11-23T08:06:50Z"));
  const seen: string[] = [];
  const stop = ticker.subscribe(() => seen.push(new Date(ticker.now()).toISOString()));
  vi.advanceTimersByTime(70_000);
  expect(seen).toEqual(["2026-11-23T08:07:00.000Z", "2026-11-23T08:08:00.000Z"]);
  stop();
  vi.advanceTimersByTime(600_000);
  expect(seen).toHaveLength(2);
  expect(vi.getTimerCount()).toBe(0);
});

it("shares one timer among all clocks", () => {
  const ticker = createTicker(0);
  const stops = Array.from({ length: 100 }, () => ticker.subscribe(() => {}));
  expect(vi.getTimerCount()).toBe(1);
  for (const stop of stops) stop();
});
