import { expect, test } from "vitest";
import { checkTerms, stateOfGrant } from "./rules";

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
