import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { audit } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import type { Ctx } from "@/server/access/context";
import { newId } from "@/server/platform/ids";
import { changeRole } from "./change-role";
import { dismissMember } from "./dismiss-member";
import { leaveTenant } from "./leave-tenant";
import { listMembers } from "./list-members";
import { removeMember } from "./remove-member";
import { openTeam, type Team } from "./testing/open-team";

let database: TestDatabase;
let team: Team;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});
beforeEach(async () => {
  team = await openTeam();
});

const audits = () => inTenant(team.tenantId, (tx) => tx.select().from(audit));
const named = { typedWord: "Larkmoor Kitchen" };
const lastOwner = { code: "PRECONDITION", reason: "last-owner" };
const ownersOnly = { code: "FORBIDDEN", reason: "owners-only" };

test("a new role holds and is on record with the one before; saying it again changes nothing", async () => {
  const { memberId } = await team.join("viewer");
  expect(await changeRole(team.owner.ctx, { memberId, role: "manager" })).toEqual({ before: "viewer" });
  expect(await changeRole(team.owner.ctx, { memberId, role: "manager" })).toEqual({ before: "manager" });
  expect((await team.roles())[memberId]).toBe("manager");
  const rows = (await audits()).filter(({ action }) => action === "member.role-changed");
  expect(rows).toMatchObject([
    { subjectId: memberId, before: { role: "viewer" }, after: { role: "manager" } },
  ]);
});

test("the last owner can neither be demoted, nor removed, nor leave", async () => {
  const { ctx, memberId } = team.owner;
  await expect(changeRole(ctx, { memberId, role: "admin" })).rejects.toMatchObject(lastOwner);
  await expect(removeMember(ctx, { memberId })).rejects.toMatchObject(lastOwner);
  await expect(leaveTenant(ctx, named)).rejects.toMatchObject(lastOwner);
  expect((await team.roles())[memberId]).toBe("owner");
});

type Act = (by: Ctx, memberId: Team["owner"]["memberId"]) => Promise<unknown>;
const acts: Record<string, Act> = {
  demote: (by, memberId) => changeRole(by, { memberId, role: "viewer" }),
  remove: (by, memberId) => removeMember(by, { memberId }),
};
test.each(Object.entries(acts))(
  "two owners who %s each other at once leave one owner, every time",
  async (_, act) => {
    for (let round = 0; round < 10; round++) {
      const [a, b] = [team.owner, await team.join("owner")];
      const outcomes = await Promise.allSettled([act(a.ctx, b.memberId), act(b.ctx, a.memberId)]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(Object.values(await team.roles()).filter((role) => role === "owner")).toHaveLength(1);
      team = await openTeam();
    }
  },
);

test("two owners who leave at once do not leave the workspace without one", async () => {
  for (let round = 0; round < 10; round++) {
    const [a, b] = [team.owner, await team.join("owner")];
    const outcomes = await Promise.allSettled([leaveTenant(a.ctx, named), leaveTenant(b.ctx, named)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(Object.values(await team.roles())).toEqual(["owner"]);
    team = await openTeam();
  }
});

test("an admin makes and unmakes everybody but owners", async () => {
  const [admin, viewer] = [await team.join("admin"), await team.join("viewer")];
  await changeRole(admin.ctx, { memberId: viewer.memberId, role: "admin" });
  const reaches = [
    () => changeRole(admin.ctx, { memberId: viewer.memberId, role: "owner" }),
    () => changeRole(admin.ctx, { memberId: admin.memberId, role: "owner" }),
    () => changeRole(admin.ctx, { memberId: team.owner.memberId, role: "viewer" }),
    () => removeMember(admin.ctx, { memberId: team.owner.memberId }),
  ];
  for (const reach of reaches) await expect(reach()).rejects.toMatchObject(ownersOnly);
  await removeMember(admin.ctx, { memberId: viewer.memberId });
  expect(Object.values(await team.roles()).sort()).toEqual(["admin", "owner"]);
});

test("an owner who was unmade a moment ago unmakes no owner with the rights of that moment", async () => {
  const other = await team.join("owner");
  await changeRole(team.owner.ctx, { memberId: other.memberId, role: "admin" });
  const third = await team.join("owner");
  const late = changeRole(other.ctx, { memberId: third.memberId, role: "viewer" });
  await expect(late).rejects.toMatchObject(ownersOnly);
});

test("an owner is made, unmade and removed, and leaves, only with a second factor given just now", async () => {
  const other = await team.join("owner");
  const stale = (who: Ctx): Ctx => ({
    ...who,
    factor: { isExempt: false, givenAt: new Date(team.clock.now().getTime() - 11 * 60_000) },
  });
  const { memberId } = other;
  const by = stale(team.owner.ctx);
  const viewer = await team.join("viewer");
  const owned: Record<string, () => Promise<unknown>> = {
    make: () => changeRole(by, { memberId: viewer.memberId, role: "owner" }),
    demote: () => changeRole(by, { memberId, role: "admin" }),
    remove: () => removeMember(by, { memberId }),
    dismiss: () => inTenant(team.tenantId, (tx) => dismissMember(tx, by, memberId)),
    "step down": () => changeRole(by, { memberId: team.owner.memberId, role: "viewer" }),
    leave: () => leaveTenant(by, named),
  };
  for (const [name, act] of Object.entries(owned)) {
    await expect(act(), name).rejects.toMatchObject({ code: "PRECONDITION", reason: "step-up" });
  }
  expect(Object.values(await team.roles()).sort()).toEqual(["owner", "owner", "viewer"]);
  // nobody else's place asks for it
  await changeRole(by, { memberId: viewer.memberId, role: "operator" });
  await removeMember(by, { memberId: viewer.memberId });
  const fresh: Ctx = { ...by, factor: { isExempt: false, givenAt: team.clock.now() } };
  await changeRole(fresh, { memberId, role: "admin" });
  expect((await team.roles())[memberId]).toBe("admin");
});

test("a person is told in the transaction that their role has changed or that they were removed, and by nothing else", async () => {
  const [viewer, other] = [await team.join("viewer"), await team.join("viewer")];
  await changeRole(team.owner.ctx, { memberId: viewer.memberId, role: "manager" });
  await changeRole(team.owner.ctx, { memberId: viewer.memberId, role: "manager" });
  team.clock.pass(1000);
  await changeRole(team.owner.ctx, { memberId: viewer.memberId, role: "viewer" });
  await changeRole(team.owner.ctx, { memberId: viewer.memberId, role: "manager" });
  await removeMember(team.owner.ctx, { memberId: viewer.memberId });
  await leaveTenant(other.ctx, named);
  await expect(changeRole(team.owner.ctx, { memberId: other.memberId, role: "admin" })).rejects.toThrow();
  const facts = { tenant: "Larkmoor Kitchen", person: "A owner" };
  expect(await team.mails()).toMatchObject([
    {
      template: "role-changed",
      toEmail: viewer.email,
      facts: { ...facts, before: "viewer", role: "manager" },
    },
    {
      template: "role-changed",
      toEmail: viewer.email,
      facts: { ...facts, before: "manager", role: "viewer" },
    },
    {
      template: "role-changed",
      toEmail: viewer.email,
      facts: { ...facts, before: "viewer", role: "manager" },
    },
    { template: "member-removed", toEmail: viewer.email, facts },
  ]);
});

test("whoever leaves is gone and on record; staff of an agency have no place to give up", async () => {
  const viewer = await team.join("viewer");
  const misnamed = leaveTenant(viewer.ctx, { typedWord: "Larkmoor" });
  await expect(misnamed).rejects.toMatchObject({ violations: [{ code: "wrongWord", field: "typedWord" }] });
  await leaveTenant(viewer.ctx, named);
  expect(await team.roles()).not.toHaveProperty(viewer.memberId);
  expect((await audits()).at(-1)).toMatchObject({ action: "member.left", before: { role: "viewer" } });
  await expect(leaveTenant(viewer.ctx, named)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { actor } = viewer.ctx;
  if (actor.kind !== "member") throw new Error("a member");
  const staff = {
    ...actor,
    kind: "agency" as const,
    role: "viewer" as const,
    agencyId: newId("tenant"),
    agencyName: "Agency",
    grantId: newId("grant"),
    connectionIds: null,
  };
  await expect(leaveTenant({ ...viewer.ctx, actor: staff }, named)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("nobody reaches a member of another workspace, and no role below admin reaches anybody", async () => {
  const foreign = (await openTeam()).owner.ctx;
  const [{ ctx }, { memberId }] = [await team.join("manager"), await team.join("viewer")];
  for (const [as, code] of [
    [foreign, "NOT_FOUND"],
    [ctx, "FORBIDDEN"],
  ] as const) {
    await expect(changeRole(as, { memberId, role: "admin" })).rejects.toMatchObject({ code });
    await expect(removeMember(as, { memberId })).rejects.toMatchObject({ code });
  }
  expect((await team.roles())[memberId]).toBe("viewer");
});

test("the list has the widest role first and says what its reader may do", async () => {
  const viewer = await team.join("viewer");
  await team.join("admin");
  const seen = await listMembers(viewer.ctx);
  expect(seen.members.map(({ role }) => role)).toEqual(["owner", "admin", "viewer"]);
  expect(seen).toMatchObject({ me: viewer.memberId, mayManage: false, isOwner: false });
  expect(await listMembers(team.owner.ctx)).toMatchObject({ mayManage: true, isOwner: true });
});
