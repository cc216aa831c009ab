import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { authDb } from "@/db/auth-door";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { session, signInLimit, user } from "@/db/schema/auth";
import { audit, member, tenant } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedPerson, seedSession } from "@/db/testing/seed-person";
import { findInvitation } from "@/server/access/find-invitation";
import { handleAuth } from "@/server/access/handle-auth";
import { findPersonBySession } from "@/server/access/session";
import { newId, publicId } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";
import { acceptInvitation } from "./accept-invitation";
import { inviteMember } from "./invite-member";
import { invitationLifeMs } from "./member-rules";
import { revokeInvitation } from "./revoke-invitation";
import { openTeam, type Team } from "./testing/open-team";

const appUrl = "http://localhost:3000";
let database: TestDatabase;
let team: Team;
let serial = 0;
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
afterEach(async () => {
  await authDb().delete(signInLimit);
});

const freshAddress = () => `ada${serial++}@newcomer.example`;
async function invite(email: string, role: "viewer" | "manager" = "manager"): Promise<string> {
  await inviteMember(team.owner.ctx, { addresses: [email], role, locale: "en" });
  return team.tokenFor(email);
}
async function knownPerson() {
  const id = await seedPerson();
  return { id, name: "Ada", email: `${id}@example.test` };
}
const accept = (
  token: string,
  person: { id: Awaited<ReturnType<typeof seedPerson>>; name: string; email: string },
) =>
  acceptInvitation(
    { token, person },
    { clock: team.clock, log: createLogger("test", "silent"), requestId: "r" },
  );
const members = (userId: Awaited<ReturnType<typeof seedPerson>>) =>
  inTenant(team.tenantId, (tx) => tx.select().from(member).where(eq(member.userId, userId)));
const auditsOf = (action: string) =>
  inTenant(team.tenantId, (tx) => tx.select().from(audit).where(eq(audit.action, action)));

async function submit(path: string, fields: Record<string, string>, sessionToken?: string) {
  const headers: Record<string, string> = {
    origin: appUrl,
    "content-type": "application/x-www-form-urlencoded",
    ...(sessionToken && { cookie: `oakline.session=${sessionToken}` }),
  };
  const body = new URLSearchParams(fields);
  const request = new Request(`${appUrl}/api/auth/${path}`, { method: "POST", headers, body });
  const answer = await handleAuth(request, {
    defer: () => undefined,
    createTenant: async () => null,
    acceptInvitation,
  });
  const cookie = /^oakline\.session=([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? "")?.[1] ?? null;
  return { cookie, location: answer.headers.get("location") };
}
const join = (fields: { token: string; name?: string }, sessionToken?: string) =>
  submit("invitation", fields, sessionToken);

test("the invited person gets the place that was offered, as themself, and the link is used up", async () => {
  const person = await knownPerson();
  const token = await invite(person.email);
  expect(await accept(token, person)).toBe(team.tenantId);
  expect(await members(person.id)).toMatchObject([{ role: "manager", name: "Ada", email: person.email }]);
  expect(await auditsOf("member.joined")).toMatchObject([
    { actorKind: "member", actorId: person.id, after: { role: "manager", invitedBy: "A owner" } },
  ]);
  expect((await findInvitation(token, team.clock.now()))?.state).toBe("used");
  await expect(accept(token, person)).rejects.toMatchObject({ reason: "invitation-over" });
});

test("one link used many times at once makes one place", async () => {
  const person = await knownPerson();
  const token = await invite(person.email);
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => accept(token, person)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await members(person.id)).toHaveLength(1);
});

test("a link is worth nothing to anybody but the invited address, and stays good for that one", async () => {
  const [invited, thief] = [await knownPerson(), await knownPerson()];
  const token = await invite(invited.email);
  await expect(accept(token, thief)).rejects.toMatchObject({ reason: "another-person" });
  expect(await members(thief.id)).toEqual([]);
  await accept(token, invited);
});

test.each(["", "x", "x".repeat(5000), "' or 1=1 --"])("a made-up token opens nothing: %j", async (token) => {
  await expect(accept(token, await knownPerson())).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a link that is over, revoked or replaced opens nothing", async () => {
  const person = await knownPerson();
  const replaced = await invite(person.email);
  const revoked = await invite(person.email);
  await expect(accept(replaced, person)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const [row] = await team.invitations();
  if (row) await revokeInvitation(team.owner.ctx, { invitationId: row.id });
  await expect(accept(revoked, person)).rejects.toMatchObject({ code: "PRECONDITION" });
  const old = await invite(person.email);
  team.clock.pass(invitationLifeMs);
  await expect(accept(old, person)).rejects.toMatchObject({ code: "PRECONDITION" });
  expect(await members(person.id)).toEqual([]);
});

test("a suspended workspace takes nobody in", async () => {
  const person = await knownPerson();
  const token = await invite(person.email);
  await inTenant(team.tenantId, (tx) => tx.update(tenant).set({ suspendedAt: new Date() }));
  await expect(accept(token, person)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("who has a place already keeps its role when an old link turns up", async () => {
  const person = await knownPerson();
  const token = await invite(person.email, "viewer");
  await inTenant(team.tenantId, (tx) =>
    tx.insert(member).values({
      tenantId: team.tenantId,
      id: newId("member"),
      userId: person.id,
      role: "admin",
      name: "Ada",
      email: person.email,
    }),
  );
  await accept(token, person);
  expect(await members(person.id)).toMatchObject([{ role: "admin" }]);
});

test("a newcomer's form makes the person, the place and a session by the very link", async () => {
  const email = freshAddress();
  const token = await invite(email);
  const { location, cookie } = await join({ token, name: "  Ada Lovelace " });
  expect(location).toBe(`/t/${publicId("tenant", team.tenantId)}`);
  const person = await findPersonBySession(cookie ?? "", new Date());
  expect(person).toMatchObject({ email, name: "Ada Lovelace" });
  if (person) expect(await members(person.id)).toMatchObject([{ name: "Ada Lovelace", role: "manager" }]);

  const again = await join({ token, name: "Mallory" });
  expect(again).toEqual({ cookie: null, location: `/invitation?token=${token}` });
});

test("an account is never signed in by an invitation: it signs in first, then accepts", async () => {
  const person = await knownPerson();
  const token = await invite(person.email);
  expect(await join({ token, name: "Mallory" })).toEqual({
    cookie: null,
    location: `/invitation?token=${token}`,
  });
  expect(await members(person.id)).toEqual([]);
  const own = await seedSession(person.id);
  expect((await join({ token }, own)).location).toBe(`/t/${publicId("tenant", team.tenantId)}`);
  expect(await members(person.id)).toMatchObject([{ role: "manager" }]);
});

test("with somebody else signed in nothing happens, and nobody is signed out", async () => {
  const [invited, other] = [freshAddress(), await knownPerson()];
  const token = await invite(invited);
  const session = await seedSession(other.id);
  expect((await join({ token, name: "Ada" }, session)).location).toBe(`/invitation?token=${token}`);
  expect(await members(other.id)).toEqual([]);
  expect(await findPersonBySession(session, new Date())).not.toBeNull();
  expect(await authDb().select().from(user).where(eq(user.email, invited))).toEqual([]);
});

test.each(["", " ", "Ada\0", "Ada\r\nBcc: x@y.example", "x".repeat(201)])(
  "a name that nobody has makes nothing and leaves the link good: %j",
  async (name) => {
    const email = freshAddress();
    const token = await invite(email);
    expect((await join({ token, name })).location).toBe(`/invitation?token=${token}&error=name`);
    expect(await authDb().select().from(user).where(eq(user.email, email))).toEqual([]);
    expect((await findInvitation(token, team.clock.now()))?.state).toBe("open");
  },
);

test("whoever guesses is stopped: after ten unknown links the client waits", async () => {
  for (let n = 0; n < 10; n++) {
    expect((await join({ token: `guess${n}`, name: "x" })).location).toBe(`/invitation?token=guess${n}`);
  }
  const token = await invite(freshAddress());
  expect((await join({ token, name: "Ada" })).location).toMatch(/^\/sign-in\?error=limit/);
});

test("two forms with one link at once make one person with one place and at most one session", async () => {
  const email = freshAddress();
  const token = await invite(email);
  const answers = await Promise.all([join({ token, name: "Ada" }), join({ token, name: "Ida" })]);
  const people = await authDb().select().from(user).where(eq(user.email, email));
  expect(people).toHaveLength(1);
  const id = people[0]?.id;
  if (!id) throw new Error("nobody");
  expect(await members(id)).toHaveLength(1);
  expect(answers.filter(({ cookie }) => cookie)).toHaveLength(1);
  expect(await authDb().select().from(session).where(eq(session.userId, id))).toHaveLength(1);
});

test("signing out of the wrong account leads back to the invitation, and nowhere else", async () => {
  const back = await submit("sign-out", { next: "/invitation?token=x" });
  expect(back.location).toBe("/invitation?token=x");
  expect((await submit("sign-out", { next: "https://evil.example/" })).location).toBe("/");
  expect((await submit("sign-out", {})).location).toBe("/sign-in");
});
