import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connection, oauthState, syncFlow } from "@/db/schema/connections";
import { audit } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { standingClock } from "@/server/access/testing/test-context";
import type { Id } from "@/server/platform/ids";
import { beginConsent, type ConsentFrom } from "./begin-consent";
import { completeConsent } from "./complete-consent";
import { disableApp } from "./disable-app";
import { saveApp } from "./save-app";
import { newStateToken, tenantOfState } from "./state-token";
import {
  approve,
  openTenant,
  openWorld,
  platformApp,
  type Tenant,
  vendorGroup,
  type World,
  withRole,
} from "./testing/connected-tenant";

let world: World;
let tenant: Tenant;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  tenant = await openTenant();
  world.simulator.control.clearFaults();
  world.simulator.control.clearLedger();
});

const us = { country: "US", environment: "production" as const, appId: null };
const from = (of: Tenant): ConsentFrom => ({ sessionHash: of.sessionHash, settings: world.settings });
const tokenCalls = () => world.simulator.control.ledger().totals.tokenCalls;
const refused = (reason: string) => ({ kind: "refused", reason });

async function startedBy(of: Tenant, input: { appId?: Id<"app"> } = {}) {
  return beginConsent(of.owner, { ...us, ...input }, from(of));
}

async function everything(of: Tenant) {
  return inTenant(of.tenantId, async (tx) => ({
    connections: await tx.select().from(connection),
    flows: await tx.select().from(syncFlow),
    denied: (await tx.select().from(audit)).filter((row) => row.outcome === "denied").map((row) => row.after),
  }));
}

test("a person who approves has a connection whose flows are due at once", async () => {
  const answer = await approve((await startedBy(tenant)).url);
  const outcome = await completeConsent(tenant.owner, answer, from(tenant));
  expect(outcome).toMatchObject({ kind: "connected", isNew: true });
  const { connections, flows, denied } = await everything(tenant);
  expect(connections).toMatchObject([
    {
      sellingPartnerId: vendorGroup,
      country: "US",
      region: "na",
      environment: "production",
      authorisation: "consent",
      state: "active",
      appId: null,
    },
  ]);
  const [row] = connections;
  const yearMs = 365 * 86_400_000;
  expect((row?.expiresAt?.getTime() ?? 0) - (row?.authorisedAt.getTime() ?? 0)).toBe(yearMs);
  expect(flows.map((flow) => [flow.flow, flow.enabled, flow.nextDueAt <= new Date()]).sort()).toEqual([
    ["order-status", true, true],
    ["orders", true, true],
  ]);
  expect(denied).toEqual([]);
});

test("consenting again authorises the same connection anew and keeps its frequency", async () => {
  const first = await completeConsent(
    tenant.owner,
    await approve((await startedBy(tenant)).url),
    from(tenant),
  );
  await inTenant(tenant.tenantId, async (tx) => {
    await tx.update(connection).set({ state: "reauthorise", stateReason: "grant-revoked", label: "Ours" });
    await tx.update(syncFlow).set({ enabled: false, everyMinutes: 60, failures: 4 });
  });
  const again = await completeConsent(
    tenant.owner,
    await approve((await startedBy(tenant)).url),
    from(tenant),
  );
  expect(again).toEqual({ ...first, isNew: false });
  const { connections, flows } = await everything(tenant);
  expect(connections).toMatchObject([{ state: "active", stateReason: null, label: "Ours" }]);
  expect(flows).toMatchObject([
    { enabled: true, everyMinutes: 60, failures: 0 },
    { enabled: true, everyMinutes: 60, failures: 0 },
  ]);
});

test("two consents of one account at once end in one connection", async () => {
  const answers = await Promise.all([1, 2].map(async () => approve((await startedBy(tenant)).url)));
  const outcomes = await Promise.all(
    answers.map((answer) => completeConsent(tenant.owner, answer, from(tenant))),
  );
  expect(outcomes.every((outcome) => outcome.kind === "connected")).toBe(true);
  expect((await everything(tenant)).connections).toHaveLength(1);
});

describe("is refused, recorded, and stores nothing", () => {
  type Answer = Awaited<ReturnType<typeof approve>>;
  type Case = {
    name: string;
    reason: string;
    /** calls of the token endpoint that the refusal may cost */
    tokenCalls: number;
    /** who comes back with what */
    act: (answer: Answer, other: Tenant) => Promise<unknown>;
  };
  const complete = (answer: unknown, by = tenant, with_ = from(tenant)) =>
    completeConsent(by.owner, answer, with_);
  const cases: Case[] = [
    {
      name: "a forged state",
      reason: "state-unknown",
      tokenCalls: 0,
      act: (answer) => complete({ ...answer, state: newStateToken(tenant.tenantId) }),
    },
    {
      name: "a state cut short",
      reason: "state-unknown",
      tokenCalls: 0,
      act: (answer) => complete({ ...answer, state: answer.state.slice(1) }),
    },
    {
      name: "no state at all",
      reason: "state-malformed",
      tokenCalls: 0,
      act: ({ code, sellingPartnerId }) => complete({ code, sellingPartnerId }),
    },
    {
      name: "a state of ten thousand letters",
      reason: "state-malformed",
      tokenCalls: 0,
      act: (answer) => complete({ ...answer, state: "x".repeat(10_000) }),
    },
    {
      name: "a code with a line break",
      reason: "state-malformed",
      tokenCalls: 0,
      act: (answer) => complete({ ...answer, code: "abc\r\ndef" }),
    },
    {
      name: "an answer without a code",
      reason: "code-missing",
      tokenCalls: 0,
      act: (answer) => complete({ ...answer, code: undefined }),
    },
    {
      name: "the browser of another session of the same person",
      reason: "state-session",
      tokenCalls: 0,
      act: (answer) =>
        complete(answer, tenant, {
          sessionHash: createHash("sha256").update("another browser").digest(),
          settings: world.settings,
        }),
    },
    {
      name: "another tenant's person with that state",
      reason: "state-unknown",
      tokenCalls: 0,
      act: (answer, other) => complete(answer, other, from(other)),
    },
    {
      name: "the state rewritten to name another tenant",
      reason: "state-unknown",
      tokenCalls: 0,
      act: (answer, other) => {
        const own = Buffer.from(answer.state, "base64url");
        const theirs = Buffer.from(other.tenantId.replaceAll("-", ""), "hex");
        const state = Buffer.concat([theirs, own.subarray(16)]).toString("base64url");
        expect(tenantOfState(state)).toBe(other.tenantId);
        return complete({ ...answer, state }, other, from(other));
      },
    },
    {
      name: "a seller account",
      reason: "seller-account",
      tokenCalls: 0,
      act: (answer) => complete({ ...answer, sellingPartnerId: "A2SELLEREXAMPLE" }),
    },
    {
      name: "a code that Amazon never gave",
      reason: "code-refused",
      tokenCalls: 1,
      act: (answer) => complete({ ...answer, code: "ANinvented" }),
    },
    {
      name: "a secret that Amazon no longer knows",
      reason: "client-refused",
      tokenCalls: 1,
      act: (answer) => {
        world.simulator.control.addFault({ operation: "token", fault: "invalid-client" });
        return complete(answer);
      },
    },
    {
      name: "a token endpoint that is down",
      reason: "amazon-down",
      tokenCalls: 1,
      act: (answer) => {
        world.simulator.control.addFault({ operation: "token", fault: "unavailable" });
        return complete(answer);
      },
    },
  ];
  test.each(cases)("$name", async (one) => {
    const other = await openTenant();
    const answer = await approve((await startedBy(tenant)).url);
    expect(await one.act(answer, other)).toEqual(refused(one.reason));
    expect(tokenCalls()).toBe(one.tokenCalls);
    const [mine, theirs] = [await everything(tenant), await everything(other)];
    expect([...mine.connections, ...theirs.connections]).toEqual([]);
    expect([...mine.denied, ...theirs.denied]).toEqual([{ reason: one.reason }]);
  });

  test("a replay: the state is spent, and the code with it", async () => {
    const answer = await approve((await startedBy(tenant)).url);
    await completeConsent(tenant.owner, answer, from(tenant));
    expect(await completeConsent(tenant.owner, answer, from(tenant))).toEqual(refused("state-used"));
    expect(tokenCalls()).toBe(1);
  });

  test("one of two callbacks with the same state at the same moment", async () => {
    const answer = await approve((await startedBy(tenant)).url);
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => completeConsent(tenant.owner, answer, from(tenant))),
    );
    expect(outcomes.filter((outcome) => outcome.kind === "connected")).toHaveLength(1);
    expect(tokenCalls()).toBe(1);
  });

  test("a code used twice, brought with a fresh state", async () => {
    const answer = await approve((await startedBy(tenant)).url);
    await completeConsent(tenant.owner, answer, from(tenant));
    const fresh = await approve((await startedBy(tenant)).url);
    const outcome = await completeConsent(tenant.owner, { ...fresh, code: answer.code }, from(tenant));
    expect(outcome).toEqual(refused("code-refused"));
  });

  test("a person who pressed Cancel, and their state is spent", async () => {
    const answer = await approve((await startedBy(tenant)).url, vendorGroup, "cancel");
    expect(await completeConsent(tenant.owner, answer, from(tenant))).toEqual(refused("consent-declined"));
    expect(await completeConsent(tenant.owner, answer, from(tenant))).toEqual(refused("state-used"));
  });

  test("a state of more than ten minutes", async () => {
    const clock = standingClock(new Date());
    const slow = await openTenant(clock);
    const { url } = await startedBy(slow);
    const answer = await approve(url);
    clock.pass(10 * 60_000);
    expect(await completeConsent(slow.owner, answer, from(slow))).toEqual(refused("state-expired"));
    expect(tokenCalls()).toBe(0);
  });

  test("a wrong session leaves the state to its own", async () => {
    const answer = await approve((await startedBy(tenant)).url);
    const sessionHash = createHash("sha256").update("another browser").digest();
    await completeConsent(tenant.owner, answer, { sessionHash, settings: world.settings });
    expect(await completeConsent(tenant.owner, answer, from(tenant))).toMatchObject({ kind: "connected" });
  });

  test("an app that was disabled while the person consented", async () => {
    world.simulator.control.registerApp({
      ...platformApp,
      applicationId: "amzn1.sellerapps.app.own",
      clientId: "amzn1.application-oa2-client.own",
      clientSecret: "amzn1.oa2-cs.v1.own",
    });
    const { appId } = await saveApp(tenant.owner, {
      name: "Own",
      applicationId: "amzn1.sellerapps.app.own",
      clientId: "amzn1.application-oa2-client.own",
      clientSecret: "amzn1.oa2-cs.v1.own",
      visibility: "public",
      state: "approved",
    });
    const answer = await approve((await startedBy(tenant, { appId })).url);
    await disableApp(tenant.owner, { appId });
    expect(await completeConsent(tenant.owner, answer, from(tenant))).toEqual(refused("app-disabled"));
    expect(tokenCalls()).toBe(0);
  });
});

describe("cannot be begun", () => {
  test("with the tenant's private app, which Amazon authorises by token only", async () => {
    const { appId } = await saveApp(tenant.owner, {
      name: "Private",
      applicationId: "amzn1.sellerapps.app.p",
      clientId: "amzn1.application-oa2-client.p",
      clientSecret: "secret",
      visibility: "private",
      state: "approved",
    });
    await expect(startedBy(tenant, { appId })).rejects.toMatchObject({ reason: "app-private" });
  });

  test("with another tenant's app, which looks like no app", async () => {
    const other = await openTenant();
    const { appId } = await saveApp(other.owner, {
      name: "Theirs",
      applicationId: "amzn1.sellerapps.app.t",
      clientId: "amzn1.application-oa2-client.t",
      clientSecret: "secret",
      visibility: "public",
      state: "approved",
    });
    await expect(startedBy(tenant, { appId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("by a member who may not connect", async () => {
    for (const role of ["manager", "operator", "viewer"] as const) {
      await expect(beginConsent(await withRole(tenant, role), us, from(tenant))).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    }
  });
});

test("a state is stored as its hash and pruned a day after it ended", async () => {
  const clock = standingClock(new Date());
  const patient = await openTenant(clock);
  const { url } = await startedBy(patient);
  const state = new URL(url).searchParams.get("state") ?? "";
  const read = () => inTenant(patient.tenantId, (tx) => tx.select().from(oauthState));
  expect(JSON.stringify(await read())).not.toContain(state);
  clock.pass(2 * 86_400_000);
  await startedBy(patient);
  expect(await read()).toHaveLength(1);
});
