import { describe, expect, test } from "vitest";
import {
  invitationLifeMs,
  invitationState,
  judgeMemberChange,
  type MemberChange,
  type MemberRefusal,
  memberRoles,
} from "./member-rules";

const change = (given: Partial<MemberChange>): MemberChange => ({
  byOwner: false,
  from: "viewer",
  to: "manager",
  owners: 1,
  ...given,
});

const cases: [why: string, given: Partial<MemberChange>, refusal: MemberRefusal | null][] = [
  ["an admin changes a viewer", {}, null],
  ["an admin removes a viewer", { to: null }, null],
  ["an admin invites an admin", { from: null, to: "admin" }, null],
  ["an admin makes an owner", { to: "owner" }, "owners-only"],
  ["an admin invites an owner", { from: null, to: "owner" }, "owners-only"],
  ["an admin unmakes an owner", { from: "owner", owners: 2 }, "owners-only"],
  ["an admin removes an owner", { from: "owner", to: null, owners: 2 }, "owners-only"],
  ["an owner makes an owner", { byOwner: true, to: "owner" }, null],
  ["an owner unmakes one of two", { byOwner: true, from: "owner", owners: 2 }, null],
  ["an owner removes one of two", { byOwner: true, from: "owner", to: null, owners: 2 }, null],
  ["an owner unmakes the last", { byOwner: true, from: "owner" }, "last-owner"],
  ["an owner removes the last", { byOwner: true, from: "owner", to: null }, "last-owner"],
  ["the last owner is told to be owner again", { byOwner: true, from: "owner", to: "owner" }, null],
];

test.each(cases)("%s", (_, given, refusal) => {
  expect(judgeMemberChange(change(given))).toBe(refusal);
});

test("whatever is done, by whomever, a tenant with an owner keeps one", () => {
  for (const byOwner of [true, false])
    for (const from of [...memberRoles, null])
      for (const to of [...memberRoles, null])
        for (const owners of [1, 2, 3]) {
          if (judgeMemberChange({ byOwner, from, to, owners })) continue;
          const left = owners - Number(from === "owner") + Number(to === "owner");
          expect([byOwner, from, to, left > 0]).toEqual([byOwner, from, to, true]);
        }
});

describe("an invitation", () => {
  const made = new Date("2026-11-23T10:00:00Z");
  const fresh = { expiresAt: new Date(made.getTime() + invitationLifeMs), acceptedAt: null, revokedAt: null };
  const at = (ms: number) => new Date(made.getTime() + ms);
  test.each([
    ["is open when made", fresh, 0, "open"],
    ["is open to its last millisecond", fresh, invitationLifeMs - 1, "open"],
    ["is over at its end", fresh, invitationLifeMs, "expired"],
    ["stays used for ever", { ...fresh, acceptedAt: at(5) }, invitationLifeMs * 9, "used"],
    ["stays revoked for ever", { ...fresh, revokedAt: at(5) }, invitationLifeMs * 9, "revoked"],
  ] as const)("%s", (_, given, ms, state) => {
    expect(invitationState(given, at(ms))).toBe(state);
  });
});
