import { describe, expect, test } from "vitest";
import { checkTerms, endOfDay, stateOfGrant } from "./rules";

describe("a last day is whole, where the tenant is", () => {
  test.each([
    ["2026-12-31", "UTC", "2027-01-01T00:00:00Z"],
    ["2026-12-31", "Asia/Shanghai", "2026-12-31T16:00:00Z"],
    ["2026-12-31", "America/Los_Angeles", "2027-01-01T08:00:00Z"],
    ["2026-06-30", "Europe/London", "2026-06-30T23:00:00Z"],
    // the days on which clocks change
    ["2026-03-28", "Europe/Berlin", "2026-03-28T23:00:00Z"],
    ["2026-03-29", "Europe/Berlin", "2026-03-29T22:00:00Z"],
    ["2026-10-25", "Europe/Berlin", "2026-10-25T23:00:00Z"],
    ["2026-11-01", "America/New_York", "2026-11-02T05:00:00Z"],
    ["2026-02-28", "Asia/Kolkata", "2026-02-28T18:30:00Z"],
    ["2026-02-28", "Pacific/Kiritimati", "2026-02-28T10:00:00Z"],
  ])("%s in %s ends at %s", (day, zone, end) => {
    expect(endOfDay(day, zone).toISOString()).toBe(new Date(end).toISOString());
  });
});

const now = new Date("2026-11-23T12:00:00Z");
const later = new Date("2026-11-24T00:00:00Z");

test.each([
  [{ endsAt: null, revokedAt: null }, "live"],
  [{ endsAt: later, revokedAt: null }, "live"],
  [{ endsAt: now, revokedAt: null }, "ended"],
  [{ endsAt: later, revokedAt: now }, "revoked"],
  [{ endsAt: now, revokedAt: now }, "ended"],
  [{ endsAt: null, revokedAt: now }, "revoked"],
] as const)("the state of %o is %s", (grant, state) => {
  expect(stateOfGrant(grant, now)).toBe(state);
});

test("terms with a day that is over and no connection are refused for both reasons at once", () => {
  expect(checkTerms({ role: "admin", endsAt: later, connectionIds: null }, now)).toEqual([]);
  expect(checkTerms({ role: "manager", endsAt: null, connectionIds: ["x"] }, now)).toEqual([]);
  expect(checkTerms({ role: "viewer", endsAt: now, connectionIds: [] }, now)).toEqual([
    { code: "dayIsOver", field: "endsOn" },
    { code: "noConnection", field: "connections" },
  ]);
});

test("an admin of some accounts is none: the role reaches all of them", () => {
  const terms = { role: "admin", endsAt: null, connectionIds: ["x"] } as const;
  expect(checkTerms(terms, new Date("2026-11-23T10:00:00Z"))).toEqual([
    { code: "limitedAdmin", field: "role" },
  ]);
});
