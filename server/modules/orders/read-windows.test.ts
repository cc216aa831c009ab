import fc from "fast-check";
import { expect, test } from "vitest";
import { historyMs, planBackfill, planPoll } from "./read-windows";

const now = new Date("2026-11-23T10:00:00Z");
const hour = 3_600_000;
const ms = (text: string) => new Date(text).getTime();

test("a poll goes two hours back over its cursor, for created and changed orders", () => {
  const cursor = new Date(now.getTime() - hour);
  expect(planPoll({ created: cursor, changed: cursor }, now, false)).toEqual(
    (["created", "changed"] as const).map((by) => ({
      by,
      from: "2026-11-23T07:00:00.000Z",
      to: "2026-11-23T10:00:00.000Z",
      movesTo: "2026-11-23T10:00:00.000Z",
    })),
  );
});

test("no range is wider than 7 days, none is empty, and together they leave no gap", () => {
  fc.assert(
    fc.property(fc.integer({ min: -2 * hour, max: historyMs * 2 }), fc.boolean(), (age, isSweep) => {
      const cursor = new Date(now.getTime() - age);
      const windows = planPoll({ created: cursor, changed: cursor }, now, isSweep).filter(
        ({ by }) => by === "created",
      );
      expect(ms(windows.at(-1)?.to ?? "")).toBe(now.getTime());
      expect(ms(windows[0]?.from ?? "")).toBeLessThanOrEqual(
        Math.max(cursor.getTime(), now.getTime() - historyMs),
      );
      windows.forEach((window, i) => {
        const width = ms(window.to) - ms(window.from);
        expect(width).toBeGreaterThan(0);
        expect(width).toBeLessThanOrEqual(7 * 24 * hour);
        if (i > 0) expect(window.from).toBe(windows[i - 1]?.to);
      });
    }),
  );
});

test("a clock that was ahead and came back still reads the last two hours", () => {
  const ahead = new Date(now.getTime() + 2 * hour);
  const [window] = planPoll({ created: ahead, changed: ahead }, now, false);
  expect(window?.from).toBe("2026-11-23T08:00:00.000Z");
});

test("a backfill reads six months in weeks, the newest first, and goes on where it stopped", () => {
  const from = new Date(now.getTime() - historyMs);
  const all = planBackfill(null, from, now);
  expect(all).toHaveLength(26);
  expect(all[0]?.to).toBe(now.toISOString());
  expect(all.at(-1)?.from).toBe(from.toISOString());
  const [, second] = all;
  expect(planBackfill(new Date(all[0]?.movesTo ?? ""), from, now)[0]).toEqual(second);
  expect(planBackfill(from, from, now)).toEqual([]);
});
