import fc from "fast-check";
import { expect, test } from "vitest";
import { everyMinutes, frequencyOf, nextDueAt } from "./frequency-rules";

const zones = [
  "UTC",
  "America/New_York",
  "America/Sao_Paulo",
  "Europe/Berlin",
  "Europe/London",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "Australia/Lord_Howe",
  "Australia/Sydney",
  "Pacific/Auckland",
  "Pacific/Apia",
  "Africa/Casablanca",
];
const hourMs = 3_600_000;
const two = (value: number) => String(value).padStart(2, "0");

/** "2026-03-29 02:30", read by Intl alone. */
function wall(at: Date, zone: string): string {
  return new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}

const daily = fc.record({
  zone: fc.constantFrom(...zones),
  at: fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${two(h)}:${two(m)}`),
  after: fc.date({
    min: new Date("2024-01-01T00:00:00Z"),
    max: new Date("2030-01-01T00:00:00Z"),
    noInvalidDate: true,
  }),
});

test("every so many minutes is just that, whatever the clocks do", () => {
  for (const minutes of everyMinutes) {
    const after = new Date("2026-03-29T00:59:30.500Z");
    expect(nextDueAt({ kind: "every", minutes }, after).getTime()).toBe(after.getTime() + minutes * 60_000);
  }
});

test("a daily time lies ahead, within a day and the clock's jump, and is the time asked for unless it is skipped", () => {
  fc.assert(
    fc.property(daily, ({ zone, at, after }) => {
      const next = nextDueAt({ kind: "daily", at, zone }, after);
      const aheadMs = next.getTime() - after.getTime();
      expect(aheadMs).toBeGreaterThan(0);
      expect(aheadMs).toBeLessThanOrEqual(25 * hourMs);
      const shown = wall(next, zone).slice(11);
      if (shown === at) return;
      // Skipped: a minute before the clock jumped, and what is shown is later by less than the jump.
      const jumped = new Date(next.getTime() - 2 * hourMs);
      expect(wall(jumped, zone).slice(11) < at && shown > at).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("following the daily time visits every local date once, through years of changed clocks", () => {
  fc.assert(
    fc.property(daily, ({ zone, at, after }) => {
      let due = after;
      const dates: string[] = [];
      for (let n = 0; n < 400; n++) {
        due = nextDueAt({ kind: "daily", at, zone }, due);
        dates.push(wall(due, zone).slice(0, 10));
      }
      const days = dates.map((date) => Date.parse(date) / 86_400_000);
      days.slice(1).forEach((day, n) => {
        expect(day - (days[n] ?? 0)).toBe(1);
      });
    }),
    { numRuns: 12 },
  );
});

const known: [zone: string, at: string, after: string, next: string][] = [
  ["Europe/Berlin", "02:30", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00.000Z"],
  ["Europe/Berlin", "02:30", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00.000Z"],
  ["Europe/Berlin", "02:30", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00.000Z"],
  ["Europe/Berlin", "02:30", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00.000Z"],
  ["America/New_York", "06:00", "2026-03-07T12:00:00Z", "2026-03-08T10:00:00.000Z"],
  ["Asia/Tokyo", "00:00", "2026-01-01T15:00:00Z", "2026-01-02T15:00:00.000Z"],
  ["UTC", "00:00", "2028-02-28T23:59:59Z", "2028-02-29T00:00:00.000Z"],
];
test.each(known)("%s %s after %s is due at %s", (zone, at, after, next) => {
  expect(nextDueAt({ kind: "daily", at, zone }, new Date(after)).toISOString()).toBe(next);
});

test("a row without any frequency, or with half of one, is read hourly", () => {
  expect(frequencyOf({ everyMinutes: null, dailyAt: null, dailyZone: null })).toEqual({
    kind: "every",
    minutes: 60,
  });
  expect(frequencyOf({ everyMinutes: null, dailyAt: "06:00", dailyZone: null })).toEqual({
    kind: "every",
    minutes: 60,
  });
  expect(frequencyOf({ everyMinutes: null, dailyAt: "06:00", dailyZone: "UTC" })).toEqual({
    kind: "daily",
    at: "06:00",
    zone: "UTC",
  });
});
