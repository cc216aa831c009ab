import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authDb } from "@/db/auth-door";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { agencyGrant } from "@/db/schema/agencies";
import { account } from "@/db/schema/auth";
import { audit } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedMember, seedPerson, seedSession } from "@/db/testing/seed-person";
import { seedTenant } from "@/db/testing/seed-tenant";
import { openRequest } from "@/server/access/request-scope";
import { requireStepUp } from "@/server/access/step-up";
import { codeAt, seedFactor } from "@/server/access/testing/seed-factor";
import { jobContext, standingClock } from "@/server/access/testing/test-context";
import { newId, publicId } from "@/server/platform/ids";
import { appRouter } from "./root";
import { callProcedure, listProcedures, requestOf } from "./testing/call-procedure";
import { createCallerFactory } from "./trpc";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

type Given = { isSimulated?: boolean; clock?: ReturnType<typeof standingClock> };
const defer = () => undefined;
const open = (sessionToken: string, given: Given = {}) =>
  openRequest({ requestId: "r", sessionToken, defer, ...given });
const callAs = (sessionToken: string, given?: Given) =>
  createCallerFactory(appRouter)(open(sessionToken, given));
const refusal = (code: string, reason: string) => ({ cause: { code, reason } });

async function openOwner({ factor = false } = {}) {
  const [{ tenantId }, userId] = [await seedTenant("Own"), await seedPerson()];
  await seedMember(tenantId, userId, "owner");
  if (factor) await seedFactor(userId);
  return { tenantId, userId, tenant: publicId("tenant", tenantId) };
}

describe("half signed in", () => {
  test.each(listProcedures(appRouter))("$path is closed, and says what is owed", async (procedure) => {
    const { userId, tenant } = await openOwner({ factor: true });
    const scope = requestOf(await seedSession(userId, { factorAt: null }));
    const { status, code, text } = await callProcedure(appRouter, procedure, { input: { tenant }, scope });
    expect([status, code]).toEqual([401, "UNAUTHENTICATED"]);
    expect(JSON.parse(text).error.data.reason).toBe("second-factor");
    expect(await scope.findPerson()).toBeNull();
  });
});

describe("with Amazon's production", () => {
  const isSimulated = false;

  test.each([
    ["owner", true],
    ["admin", true],
    ["manager", false],
    ["operator", false],
    ["viewer", false],
  ] as const)("a workspace is closed to an %s without a second factor: %s", async (role, isClosed) => {
    const [{ tenantId }, userId] = [await seedTenant(), await seedPerson()];
    await seedMember(tenantId, userId, role);
    const ask = async () => {
      const caller = callAs(await seedSession(userId), { isSimulated });
      return caller.tenants.current({ tenant: publicId("tenant", tenantId) });
    };
    if (isClosed) await expect(ask()).rejects.toMatchObject(refusal("PRECONDITION", "factor-required"));
    else expect((await ask()).name).toBeDefined();
    await seedFactor(userId);
    expect((await ask()).name).toBeDefined();
  });

  test("a manager enters without a factor, and changes no connection before there is one", async () => {
    const [{ tenantId, connectionId }, userId] = [await seedTenant(), await seedPerson()];
    await seedMember(tenantId, userId, "manager");
    const at = {
      tenant: publicId("tenant", tenantId),
      connection: publicId("connection", connectionId),
    };
    const daily = { kind: "daily", at: "02:30", zone: "Europe/Berlin" } as const;
    const ask = async () => callAs(await seedSession(userId), { isSimulated });
    const acts = [
      async () => (await ask()).connections.pause(at),
      async () => (await ask()).connections.resume(at),
      async () => (await ask()).connections.setFrequency({ ...at, flow: "orders", frequency: daily }),
    ];
    expect(await (await ask()).connections.list({ tenant: at.tenant })).toHaveLength(1);
    for (const act of acts) {
      await expect(act()).rejects.toMatchObject(refusal("PRECONDITION", "factor-required"));
    }
    await seedFactor(userId);
    for (const act of acts) await act();
  });

  test("it is closed to staff of an agency in any role", async () => {
    const [client, agency, userId] = [
      await seedTenant("Client"),
      await seedTenant("Agency"),
      await seedPerson(),
    ];
    await seedMember(agency.tenantId, userId, "viewer");
    await inTenant(client.tenantId, (tx) =>
      tx.insert(agencyGrant).values({
        tenantId: client.tenantId,
        id: newId("grant"),
        agencyId: agency.tenantId,
        agencyName: "Agency",
        role: "viewer",
        grantedByName: "Owner",
        createdAt: new Date(),
      }),
    );
    const ask = async () =>
      callAs(await seedSession(userId), { isSimulated }).tenants.current({
        tenant: publicId("tenant", client.tenantId),
      });
    await expect(ask()).rejects.toMatchObject(refusal("PRECONDITION", "factor-required"));
    await seedFactor(userId);
    expect((await ask()).name).toBe("Client");
  });

  test("a foreign workspace stays NOT_FOUND: a missing factor tells nothing of it", async () => {
    const { userId } = await openOwner();
    const foreign = publicId("tenant", (await seedTenant("Foreign")).tenantId);
    const caller = callAs(await seedSession(userId), { isSimulated });
    await expect(caller.tenants.current({ tenant: foreign })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("the person's own affairs stay open: that is where the factor is set up", async () => {
    const { userId } = await openOwner();
    const caller = callAs(await seedSession(userId), { isSimulated });
    expect(await caller.security.overview()).toMatchObject({ factorSince: null, isSimulated: false });
  });
});

test("on the simulator an owner needs no factor, and the screen is told so", async () => {
  const { userId, tenant } = await openOwner();
  const caller = callAs(await seedSession(userId), { isSimulated: true });
  expect((await caller.tenants.current({ tenant })).name).toBe("Own");
  expect(await caller.security.overview()).toMatchObject({ isSimulated: true });
});

describe("a dangerous act", () => {
  const remove = { connection: publicId("connection", newId("connection")), typedWord: "x" };

  test("asks for a code again after ten minutes, in this browser alone, and goes on once it is given", async () => {
    const { userId, tenant } = await openOwner({ factor: true });
    const clock = standingClock(new Date());
    const [here, there] = [
      await seedSession(userId, { factorAt: clock.now() }),
      await seedSession(userId, { factorAt: clock.now() }),
    ];
    const act = (token: string) => callAs(token, { clock }).connections.remove({ tenant, ...remove });
    await expect(act(here)).rejects.toMatchObject({ code: "NOT_FOUND" });
    clock.pass(10 * 60_000 + 1);
    await expect(act(here)).rejects.toMatchObject(refusal("PRECONDITION", "step-up"));
    await callAs(here, { clock }).security.stepUp({ code: codeAt(clock.now()) });
    await expect(act(here)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(act(there)).rejects.toMatchObject(refusal("PRECONDITION", "step-up"));
  });

  test("asks whoever has a factor on the simulator too, and nobody who has none there", async () => {
    const withFactor = await openOwner({ factor: true });
    const old = await seedSession(withFactor.userId, { factorAt: new Date(0) });
    await expect(
      callAs(old).connections.remove({ tenant: withFactor.tenant, ...remove }),
    ).rejects.toMatchObject(refusal("PRECONDITION", "step-up"));
    const without = await openOwner();
    const token = await seedSession(without.userId, { factorAt: null });
    await expect(
      callAs(token).connections.remove({ tenant: without.tenant, ...remove }),
    ).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("is refused to a context that nobody said anything of", () => {
    const { factor: _, ...ctx } = { ...jobContext(newId("tenant")), factor: undefined };
    const actor = { kind: "member", userId: newId("user"), memberId: newId("member") } as const;
    const person = {
      ...ctx,
      actor: { ...actor, role: "owner", name: "A", email: "a@example.test" },
    } as const;
    expect(() => requireStepUp(person)).toThrow(expect.objectContaining({ reason: "step-up" }));
    expect(() => requireStepUp(jobContext(newId("tenant")))).not.toThrow();
  });

  test("a wrong code opens nothing", async () => {
    const { userId } = await openOwner({ factor: true });
    const caller = callAs(await seedSession(userId));
    await expect(caller.security.stepUp({ code: "000000" })).rejects.toMatchObject({
      cause: { code: "INVALID", violations: [{ code: "wrongCode", field: "code" }] },
    });
  });
});

describe("the factor itself", () => {
  test("is taken away by a code of it alone, and its recovery codes with it", async () => {
    const { userId } = await openOwner({ factor: true });
    const token = await seedSession(userId);
    const { codes } = {
      codes: await callAs(token).security.renewRecoveryCodes({ code: codeAt(new Date()) }),
    };
    expect(codes).toHaveLength(10);
    expect(await callAs(token).security.overview()).toMatchObject({ recoveryLeft: 10 });
    await expect(callAs(token).security.removeFactor({ code: "000000" })).rejects.toMatchObject({
      cause: { code: "INVALID" },
    });
    await callAs(token).security.removeFactor({ code: codes[0] ?? "" });
    expect(await callAs(token).security.overview()).toMatchObject({ factorSince: null, recoveryLeft: 0 });
    await expect(callAs(token).security.removeFactor({ code: codes[1] ?? "" })).rejects.toMatchObject(
      refusal("PRECONDITION", "no-factor"),
    );
  });
});

describe("sessions", () => {
  test("are listed with this one marked; another is signed out at its next request", async () => {
    const userId = await seedPerson();
    const [here, there] = [await seedSession(userId), await seedSession(userId)];
    const { sessions } = await callAs(here).security.overview();
    expect(sessions.map(({ isThis }) => isThis).sort()).toEqual([false, true]);
    const other = sessions.find(({ isThis }) => !isThis)?.id ?? "";
    await callAs(here).security.signOutSession({ session: other });
    await expect(callAs(there).session.me()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await callAs(here).session.me()).toBeDefined();
  });

  test("of somebody else are not found, and stay", async () => {
    const [mine, theirs] = [await seedPerson(), await seedPerson()];
    const [here, there] = [await seedSession(mine), await seedSession(theirs)];
    const session = (await callAs(there).security.overview()).sessions[0]?.id ?? "";
    for (const id of [session, publicId("session", newId("session"))]) {
      await expect(callAs(here).security.signOutSession({ session: id })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    await callAs(here).security.signOutOthers();
    expect(await callAs(there).session.me()).toBeDefined();
  });

  test("end together, but for this one", async () => {
    const userId = await seedPerson();
    const tokens = [await seedSession(userId), await seedSession(userId), await seedSession(userId)];
    expect(await callAs(tokens[0] ?? "").security.signOutOthers()).toBe(2);
    for (const token of tokens.slice(1)) {
      await expect(callAs(token).session.me()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    }
    expect(await callAs(tokens[0] ?? "").session.me()).toBeDefined();
  });

  test("tell no token, hash or secret", async () => {
    const { userId } = await openOwner({ factor: true });
    const token = await seedSession(userId);
    const text = JSON.stringify(await callAs(token).security.overview());
    expect(text).not.toContain(token);
    expect(text).not.toMatch(/sealed|hash|secret/i);
  });
});

test("unlinking takes away the reader's own company account and nobody else's", async () => {
  const [mine, theirs] = [await seedPerson(), await seedPerson()];
  for (const userId of [mine, theirs]) {
    await authDb()
      .insert(account)
      .values({ userId, type: "oidc", provider: "company", providerAccountId: userId });
  }
  await callAs(await seedSession(mine)).security.unlinkCompany();
  await callAs(await seedSession(mine)).security.unlinkCompany();
  const left = await authDb().select({ userId: account.userId }).from(account);
  expect(left).toEqual([{ userId: theirs }]);
});

test("the audit says from where: the client's address and its browser, also of what was refused", async () => {
  const [{ tenantId }, userId] = [await seedTenant(), await seedPerson()];
  await seedMember(tenantId, userId, "viewer");
  const from = { address: "203.0.113.7", device: "Firefox on Windows" };
  const origin = { ...from, zone: "Europe/London" };
  const sessionToken = await seedSession(userId);
  const caller = createCallerFactory(appRouter)(openRequest({ requestId: "r", sessionToken, origin, defer }));
  const connection = publicId("connection", newId("connection"));
  await expect(
    caller.connections.remove({ tenant: publicId("tenant", tenantId), connection, typedWord: "x" }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
  const rows = await inTenant(tenantId, (tx) => tx.select().from(audit));
  expect(rows).toMatchObject([{ outcome: "denied", ...from }]);
});
