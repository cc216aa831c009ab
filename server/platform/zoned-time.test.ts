import fc from "fast-check";
import { expect, test } from "vitest";
import {
  instantOf,
  isDay,
  isZone,
  localDay,
  nextDay,
  placeOfZone,
  startOfDay,
  wallTime,
  zoneKey,
} from "./zoned-time";

test.each([
  ["2026-12-31", "UTC", "2026-12-31T00:00:00Z"],
  ["2027-01-01", "Asia/Shanghai", "2026-12-31T16:00:00Z"],
  ["2027-01-01", "America/Los_Angeles", "2027-01-01T08:00:00Z"],
  ["2026-07-01", "Europe/London", "2026-06-30T23:00:00Z"],
  // the days on which clocks change
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00Z"],
  ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00Z"],
  ["2026-10-26", "Europe/Berlin", "2026-10-25T23:00:00Z"],
  ["2026-11-02", "America/New_York", "2026-11-02T05:00:00Z"],
  // Cairo's clocks jump at midnight: the day begins at 01:00.
  ["2026-04-24", "Africa/Cairo", "2026-04-23T22:00:00Z"],
  ["2026-03-01", "Asia/Kolkata", "2026-02-28T18:30:00Z"],
  ["2026-03-01", "Pacific/Kiritimati", "2026-02-28T10:00:00Z"],
])("%s in %s begins at %s", (day, zone, at) => {
  expect(startOfDay(day, zone)).toEqual(new Date(at));
});

const zone = fc.constantFrom(
  "UTC",
  "America/New_York",
  "America/Sao_Paulo",
  "Europe/Berlin",
  "Africa/Cairo",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Apia",
);
const instant = fc.date({ min: new Date("2020-01-01"), max: new Date("2032-01-01"), noInvalidDate: true });

test("an instant lies in its own day, which begins at or before it and whose next day begins after it", () => {
  fc.assert(
    fc.property(zone, instant, (place, at) => {
      const day = localDay(at, place);
      expect(startOfDay(day, place).getTime()).toBeLessThanOrEqual(at.getTime());
      expect(startOfDay(nextDay(day), place).getTime()).toBeGreaterThan(at.getTime());
    }),
  );
});

test("what the wall shows leads back to the instant, or an hour before it where the clock shows it twice", () => {
  fc.assert(
    fc.property(zone, instant, (place, at) => {
      const back = instantOf(wallTime(at.getTime(), place), place);
      expect(wallTime(back, place)).toBe(wallTime(at.getTime(), place));
      expect(back).toBeLessThanOrEqual(at.getTime());
    }),
  );
});

test("unknown zones are told from known ones", () => {
  const known = ["UTC", "Europe/Berlin", "Asia/Kolkata", "Asia/Calcutta"];
  const unknown = ["Mars/Olympus", "", "__proto__", "+08:00", "Europe/Berlin ", "x".repeat(10_000)];
  expect([...known, ...unknown].filter(isZone)).toEqual(known);
});

test("a zone has a key without slash and a place without underscore", () => {
  expect(zoneKey("America/Argentina/Salta")).toBe("America-Argentina-Salta");
  expect(placeOfZone("America/Port_of_Spain")).toBe("Port of Spain");
});

test("a day that the calendar does not have is none", () => {
  expect(["2026-02-28", "2026-02-29", "2026-13-01", "2026-3-5", ""].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
