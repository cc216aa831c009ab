import { expect, test } from "vitest";
import { dayNumber, dayStart, parseInstant, sixMonthsBefore } from "./calendar";

test("a day begins at local midnight also where the clock changes", () => {
  const cases = [
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["America/Los_Angeles", "2026-03-08", 23],
    ["Australia/Sydney", "2026-10-04", 23],
    ["Australia/Sydney", "2026-04-05", 25],
    ["Asia/Tokyo", "2026-07-01", 24],
  ] as const;
  for (const [zone, date, length] of cases) {
    const number = dayNumber(zone, Date.parse(`${date}T12:00:00Z`));
    const noon = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(
      dayStart(zone, number) + 43_200_000,
    );
    expect(noon).toBe(date);
    expect((dayStart(zone, number + 1) - dayStart(zone, number)) / 3_600_000).toBe(length);
    expect(dayNumber(zone, dayStart(zone, number))).toBe(number);
    expect(dayNumber(zone, dayStart(zone, number) - 1)).toBe(number - 1);
  }
});

test("reads ISO 8601 and takes what has no zone as UTC", () => {
  expect(parseInstant("2026-04-23T12:00:00")).toBe(Date.parse("2026-04-23T12:00:00Z"));
  expect(parseInstant("2026-04-23T12:00:00+02:00")).toBe(Date.parse("2026-04-23T10:00:00Z"));
  expect(parseInstant("2026-04-23")).toBe(Date.parse("2026-04-23T00:00:00Z"));
  for (const text of ["yesterday", "2026-13-01T00:00:00Z", "2019-09-2100:00:00", "", "1795447019015"]) {
    expect(parseInstant(text)).toBeNull();
  }
});

test("six months reach back by calendar months", () => {
  expect(new Date(sixMonthsBefore(Date.parse("2026-04-23T12:00:00Z"))).toISOString()).toBe(
    "2025-10-23T12:00:00.000Z",
  );
});
