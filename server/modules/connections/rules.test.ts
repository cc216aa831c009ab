import { expect, test } from "vitest";
import { authorisationEndsAt, isRunLive, isVendorGroup, noticeOf, refuseState } from "./rules";

const now = new Date("2026-11-23T12:00:00Z");
const dayMs = 86_400_000;
const inDays = (days: number) => new Date(now.getTime() + days * dayMs);

const notices: [kind: "consent" | "secret", days: number, isWorkDue: boolean, mailAt: number | null][] = [
  ["consent", 365, false, null],
  ["consent", 30.01, false, null],
  ["consent", 30, true, 30],
  ["consent", 7.5, true, 30],
  ["consent", 7, true, 7],
  ["consent", 1.5, true, 7],
  ["consent", 1, true, 1],
  ["consent", -3, true, 1],
  ["secret", 90.01, false, null],
  ["secret", 90, true, 90],
  ["secret", 31, true, 90],
  ["secret", 30, true, 30],
  ["secret", 6, true, 7],
  ["secret", 0, true, 1],
];
test.each(notices)("a %s with %d days left: work %s, mail of day %s", (kind, days, isWorkDue, mailAt) => {
  expect(noticeOf(kind, inDays(days), now)).toEqual({ daysLeft: Math.floor(days), isWorkDue, mailAt });
});

test("only a public app's consent has a known end, 365 days on", () => {
  expect(authorisationEndsAt("consent", "public", now)).toEqual(inDays(365));
  expect(authorisationEndsAt("consent", "private", now)).toBeNull();
  expect(authorisationEndsAt("self", "public", now)).toBeNull();
});

test("a vendor group is told from a seller", () => {
  expect(
    ["amzn1.vg.6213651", "A2SELLER", "amzn1.vg.", "amzn1.vg.1 ", "xamzn1.vg.1"].map(isVendorGroup),
  ).toEqual([true, false, false, false, false]);
});

test("a state of another session is refused as such, and tells nothing of its age or use", () => {
  const state = { usedAt: null, expiresAt: inDays(1), isSameSession: true };
  expect(refuseState(null, now)).toBe("state-unknown");
  expect(refuseState(state, now)).toBeNull();
  expect(refuseState({ ...state, usedAt: now }, now)).toBe("state-used");
  expect(refuseState({ ...state, expiresAt: now }, now)).toBe("state-expired");
  expect(refuseState({ usedAt: now, expiresAt: now, isSameSession: false }, now)).toBe("state-session");
});

test("a run that a crash left behind stands in nobody's way", () => {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  expect(isRunLive({ state: "queued", startedAt: ago(9) }, now)).toBe(true);
  expect(isRunLive({ state: "queued", startedAt: ago(11) }, now)).toBe(false);
  expect(isRunLive({ state: "running", startedAt: ago(300) }, now)).toBe(true);
  expect(isRunLive({ state: "running", startedAt: ago(361) }, now)).toBe(false);
  expect(isRunLive({ state: "done", startedAt: now }, now)).toBe(false);
});
