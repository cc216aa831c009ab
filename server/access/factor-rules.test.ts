import { describe, expect, test } from "vitest";
import { roles } from "@/db/schema/tenants";
import { isFresh, needsFactor, stepUpMs } from "./factor-rules";

describe("a second factor is needed", () => {
  test.each(roles)("by a %s as owner and admin are, and by every role of an agency", (role) => {
    expect(needsFactor({ kind: "member", role })).toBe(role === "owner" || role === "admin");
    expect(needsFactor({ kind: "agency", role })).toBe(true);
    expect(needsFactor({ kind: "job", role })).toBe(false);
  });

  const production = [
    "connection.connect",
    "connection.remove",
    "connection.pause",
    "connection.schedule",
    "app.manage",
  ] as const;
  test.each(production)("by whoever may do %s, whatever their role", (action) => {
    for (const role of roles) expect(needsFactor({ kind: "member", role }, action)).toBe(true);
    expect(needsFactor({ kind: "member", role: "viewer" }, "order.view")).toBe(false);
  });
});

const now = new Date("2026-11-23T12:00:00Z");
const before = (ms: number) => new Date(now.getTime() - ms);

test.each([
  ["given now", { isExempt: false, givenAt: now }, true],
  ["given ten minutes ago", { isExempt: false, givenAt: before(stepUpMs) }, true],
  ["given longer ago", { isExempt: false, givenAt: before(stepUpMs + 1) }, false],
  ["given in the future", { isExempt: false, givenAt: before(-1) }, false],
  ["never given", { isExempt: false, givenAt: null }, false],
  ["not asked for on the simulator", { isExempt: true, givenAt: null }, true],
  ["not known", undefined, false],
])("a factor %s", (_, factor, fresh) => {
  expect(isFresh(factor, now)).toBe(fresh);
});
