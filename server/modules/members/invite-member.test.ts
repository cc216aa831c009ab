import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { audit } from "@/db/schema/tenants";
import { mail } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { findInvitation } from "@/server/access/find-invitation";
import { jobContext } from "@/server/access/testing/test-context";
import { updateProfile } from "@/server/access/update-profile";
import type { Mail } from "@/server/emails/send-mail";
import { sendQueuedMail } from "@/server/emails/send-queued-mail";
import { pruneTenant } from "@/server/modules/upkeep/prune-tenant";
import { sha256 } from "@/server/platform/crypto";
import { newId } from "@/server/platform/ids";
import { inviteMember } from "./invite-member";
import { listInvitations } from "./list-invitations";
import { invitationLifeMs, invitationsPerDay } from "./member-rules";
import { resendInvitation } from "./resend-invitation";
import { revokeInvitation } from "./revoke-invitation";
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

const ada = "ada@newcomer.example";
const invite = (addresses: string[], role: "owner" | "admin" | "viewer" = "viewer", as = team.owner.ctx) =>
  inviteMember(as, { addresses, role, locale: "en" });
const stateOf = async (token: string) => (await findInvitation(token, team.clock.now()))?.state ?? null;
const only = async () => (await team.invitations())[0]?.id ?? newId("invitation");

test("an invited address gets one mail with a link that tells who invites to what, and nothing is kept of the link but its hash", async () => {
  expect(await invite([" Ada@Newcomer.Example "], "admin")).toEqual([
    { address: " Ada@Newcomer.Example ", outcome: "invited" },
  ]);
  const token = await team.tokenFor(ada);
  expect(await findInvitation(token, team.clock.now())).toMatchObject({
    email: ada,
    role: "admin",
    tenantName: "Larkmoor Kitchen",
    invitedByName: "A owner",
    state: "open",
  });
  const [row] = await team.invitations();
  expect(row?.tokenHash.equals(sha256(token))).toBe(true);
  const everything = await inTenant(team.tenantId, async (tx) =>
    JSON.stringify([await tx.select().from(mail), await tx.select().from(audit), row]),
  );
  expect(everything).not.toContain(token);

  const [queued] = await team.mails();
  const sent: Mail[] = [];
  await sendQueuedMail(jobContext(team.tenantId, team.clock), queued?.id ?? newId("mail"), async (one) => {
    sent.push(one);
  });
  expect(sent).toMatchObject([{ to: ada, subject: expect.stringContaining("Larkmoor Kitchen") }]);
  expect(sent[0]?.text).toContain(`/invitation?token=${token}`);
  expect(sent[0]?.text).toContain("Your role there: Admin");
  expect((await team.mails())[0]?.facts).not.toHaveProperty("sealedPath");
});

test("a sealed link opens for its own mail alone", async () => {
  await invite([ada, "bo@newcomer.example"]);
  const [first, second] = await team.mails();
  await inTenant(team.tenantId, (tx) => tx.update(mail).set({ facts: first?.facts ?? {} }));
  const job = jobContext(team.tenantId, team.clock);
  const deliver = async () => undefined;
  expect(await sendQueuedMail(job, first?.id ?? newId("mail"), deliver)).toBe("sent");
  expect(await sendQueuedMail(job, second?.id ?? newId("mail"), deliver)).toBe("later");
});

test("each address is answered for itself: what cannot be invited keeps nobody else out", async () => {
  const { email } = await team.join("operator");
  const answers = await invite([
    ada,
    "no address",
    email.toUpperCase(),
    "ADA@newcomer.example",
    "x@y.example\nBcc: z",
  ]);
  expect(answers.map(({ outcome }) => outcome)).toEqual([
    "invited",
    "no-address",
    "member",
    "invited",
    "no-address",
  ]);
  expect((await team.invitations()).map((row) => row.email)).toEqual([ada]);
  expect(await team.mails()).toHaveLength(1);
});

test("inviting again replaces: another role, another link, and the first mail never leaves", async () => {
  await invite([ada]);
  const first = await team.tokenFor(ada);
  await invite([ada], "admin");
  const second = await team.tokenFor(ada);
  expect([await stateOf(first), await stateOf(second)]).toEqual([null, "open"]);
  expect(await team.invitations()).toMatchObject([{ role: "admin" }]);
  expect((await team.mails()).map(({ state, error }) => [state, error])).toEqual([
    ["failed", "withdrawn"],
    ["queued", null],
  ]);
});

test("two who invite the same address at once leave one link that works", async () => {
  const admin = await team.join("admin");
  await Promise.all([invite([ada]), invite([ada], "viewer", admin.ctx), invite([ada])]);
  expect(await team.invitations()).toHaveLength(1);
  expect((await team.mails()).filter(({ state }) => state === "queued")).toHaveLength(1);
});

test("sending again gives seven new days and another link", async () => {
  await invite([ada]);
  const first = await team.tokenFor(ada);
  team.clock.pass(invitationLifeMs);
  expect(await stateOf(first)).toBe("expired");
  await resendInvitation(team.owner.ctx, { invitationId: await only(), locale: "zh-CN" });
  expect(await stateOf(first)).toBeNull();
  expect(await stateOf(await team.tokenFor(ada))).toBe("open");
  expect((await team.mails()).at(-1)).toMatchObject({ locale: "zh-CN", state: "queued" });
});

test("a revoked invitation is over at once, its mail stays in, and nothing brings it back", async () => {
  await invite([ada]);
  const token = await team.tokenFor(ada);
  const invitationId = await only();
  await revokeInvitation(team.owner.ctx, { invitationId });
  expect(await stateOf(token)).toBe("revoked");
  expect(await team.mails()).toMatchObject([{ state: "failed", facts: {} }]);
  const again = { reason: "invitation-revoked" };
  await expect(revokeInvitation(team.owner.ctx, { invitationId })).rejects.toMatchObject(again);
  await expect(resendInvitation(team.owner.ctx, { invitationId, locale: "en" })).rejects.toMatchObject(again);
  expect(await listInvitations(team.owner.ctx)).toEqual([]);
  await invite([ada]);
  expect(await stateOf(token)).toBe("revoked");
});

test("a person who chose a language is invited in it, whatever the page's", async () => {
  const known = await (await openTeam()).join("viewer");
  await updateProfile(known.userId, { locale: "zh-CN" });
  await invite([known.email]);
  expect(await team.mails()).toMatchObject([{ locale: "zh-CN" }]);
});

test("only an owner offers, renews, replaces and revokes an owner's place", async () => {
  const { ctx } = await team.join("admin");
  const refused = { code: "FORBIDDEN", reason: "owners-only" };
  await expect(invite([ada], "owner", ctx)).rejects.toMatchObject(refused);
  expect(await team.invitations()).toEqual([]);
  await invite([ada], "owner");
  const invitationId = await only();
  await expect(resendInvitation(ctx, { invitationId, locale: "en" })).rejects.toMatchObject(refused);
  await expect(revokeInvitation(ctx, { invitationId })).rejects.toMatchObject(refused);
  expect(await invite([ada, "bo@newcomer.example"], "viewer", ctx)).toMatchObject([
    { outcome: "owners-only" },
    { outcome: "invited" },
  ]);
  expect(await stateOf(await team.tokenFor(ada))).toBe("open");
});

test("an owner who was unmade a moment ago offers no owner's place with the rights of that moment", async () => {
  const former = await team.join("admin");
  const { actor } = former.ctx;
  if (actor.kind !== "member") throw new Error("a member");
  const stale = { ...former.ctx, actor: { ...actor, role: "owner" as const } };
  await expect(invite([ada], "owner", stale)).rejects.toMatchObject({ reason: "owners-only" });
});

test("a tenant floods nobody: after 200 mails in a day it waits, and the day passes", async () => {
  const batch = (n: number) => Array.from({ length: 20 }, (_, at) => `p${n}-${at}@newcomer.example`);
  for (let n = 0; n < invitationsPerDay / 20; n++) await invite(batch(n));
  await expect(invite([ada])).rejects.toMatchObject({ code: "LIMIT", reason: "invitations" });
  await expect(
    resendInvitation(team.owner.ctx, { invitationId: await only(), locale: "en" }),
  ).rejects.toMatchObject({ code: "LIMIT" });
  team.clock.pass(86_400_000);
  expect(await invite([ada])).toMatchObject([{ outcome: "invited" }]);
});

test("the list says of each invitation how long it works and whether its mail has left", async () => {
  await invite([ada]);
  expect(await listInvitations(team.owner.ctx)).toMatchObject([
    { email: ada, state: "open", mail: "queued" },
  ]);
  const [queued] = await team.mails();
  const refuse = async () => {
    throw Object.assign(new Error("no"), { code: "EENVELOPE", responseCode: 550 });
  };
  await sendQueuedMail(jobContext(team.tenantId, team.clock), queued?.id ?? newId("mail"), refuse);
  team.clock.pass(invitationLifeMs);
  expect(await listInvitations(team.owner.ctx)).toMatchObject([{ state: "expired", mail: "failed" }]);
});

test("an invitation is forgotten 90 days after its end, and not before", async () => {
  await invite([ada]);
  const job = jobContext(team.tenantId, team.clock);
  team.clock.pass(invitationLifeMs + 90 * 86_400_000);
  await pruneTenant(job);
  expect(await team.invitations()).toHaveLength(1);
  team.clock.pass(1);
  await pruneTenant(job);
  expect(await team.invitations()).toEqual([]);
});

test("nothing of this is done by a role that may not, or to another tenant's invitation", async () => {
  await invite([ada]);
  const invitationId = await only();
  const { ctx } = await team.join("manager");
  const foreign = (await openTeam()).owner.ctx;
  for (const [as, code] of [
    [ctx, "FORBIDDEN"],
    [foreign, "NOT_FOUND"],
  ] as const) {
    await expect(resendInvitation(as, { invitationId, locale: "en" })).rejects.toMatchObject({ code });
    await expect(revokeInvitation(as, { invitationId })).rejects.toMatchObject({ code });
  }
  await expect(invite(["bo@newcomer.example"], "viewer", ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(listInvitations(ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await team.invitations()).toMatchObject([{ revokedAt: null }]);
});
