import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connection, syncFlow } from "@/db/schema/connections";
import { audit } from "@/db/schema/tenants";
import { mail, workItem } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { acornFor } from "./acorn-for-connection";
import { pgTokenStore } from "./pg-token-store";
import {
  connectTenant,
  openTenant,
  openWorld,
  readConnectionRow,
  type Tenant,
  type World,
} from "./testing/connected-tenant";

let world: World;
let tenant: Tenant;
let id: Id<"connection">;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.simulator.control.clearFaults();
  tenant = await openTenant();
  id = await connectTenant(tenant, world);
  world.simulator.control.clearLedger();
});

/** a lease that ends while a test looks on, and one that never does */
const short = { leaseMs: 400, pollMs: 10 };
const fast = { leaseMs: 20_000, pollMs: 10 };
const answer = (accessToken: string, refreshToken: string | null = null) => ({
  accessToken,
  expiresInMs: 3_600_000,
  refreshToken,
});
const tokenCalls = () => world.simulator.control.ledger().totals.tokenCalls;
const lastHour = () => ({ from: new Date(Date.now() - 3_600_000), to: new Date() });
const reason = (code: string, why: string) => expect.objectContaining({ code, reason: why });

async function change(set: Partial<typeof connection.$inferInsert>) {
  await inTenant(tenant.tenantId, (tx) => tx.update(connection).set(set).where(eq(connection.id, id)));
}

describe("one token call", () => {
  test("for 50 calls at once through ten clients, and all 50 succeed (F9)", async () => {
    const clients = await Promise.all(
      Array.from({ length: 10 }, () => acornFor(tenant.job, id, world.settings)),
    );
    const pages = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        clients[n % 10]?.client.getPurchaseOrders({ created: lastHour(), pageSize: 1 }),
      ),
    );
    expect(pages).toHaveLength(50);
    expect(tokenCalls()).toBe(1);
    expect(world.simulator.control.ledger().totals.throttled).toBe(0);
    for (const one of clients) await one.flush();
  });

  test("when a token that looked good is refused 20 times at once: everybody goes on with the new one", async () => {
    const one = await acornFor(tenant.job, id, world.settings);
    const two = await acornFor(tenant.job, id, world.settings);
    for (const { client } of [one, two]) await client.getPurchaseOrders({ created: lastHour(), pageSize: 1 });
    expect(tokenCalls()).toBe(1);
    world.simulator.control.addFault({
      operation: "getPurchaseOrders",
      fault: "expired-token",
      at: { call: 3 },
    });
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? one : two).client.getPurchaseOrders({ created: lastHour(), pageSize: 1 }),
      ),
    );
    expect(tokenCalls()).toBe(2);
  });

  test("is shared by stores that know nothing of each other", async () => {
    let calls = 0;
    const call = async () => {
      calls += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return answer(`Atza|new-${calls}`);
    };
    const tokens = await Promise.all(
      Array.from({ length: 25 }, () => pgTokenStore(tenant.job, id, fast).refresh("Atza|ended", call)),
    );
    expect(calls).toBe(1);
    expect(new Set(tokens.map((token) => token.accessToken))).toEqual(new Set(["Atza|new-1"]));
  });
});

test("a rotated refresh token replaces the old one", async () => {
  await pgTokenStore(tenant.job, id, fast).refresh("Atza|ended", async () =>
    answer("Atza|1", "Atzr|rotated"),
  );
  let seen = "";
  await pgTokenStore(tenant.job, id, fast).refresh("Atza|1", async (refreshToken) => {
    seen = refreshToken;
    return answer("Atza|2");
  });
  expect(seen).toBe("Atzr|rotated");
});

test("the lease of a holder that died ends, and the next one renews", async () => {
  await inTenant(tenant.tenantId, (tx) =>
    tx.execute(sql`update connection set refresh_fence = 7,
      refresh_lease_until = clock_timestamp() + interval '300 ms'`),
  );
  const started = performance.now();
  const token = await pgTokenStore(tenant.job, id, fast).refresh("Atza|ended", async () =>
    answer("Atza|after"),
  );
  expect(token.accessToken).toBe("Atza|after");
  expect(performance.now() - started).toBeGreaterThan(250);
});

test("a holder that slept through its lease cannot overwrite its successor's token", async () => {
  let wake = () => {};
  const asleep = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const zombie = pgTokenStore(tenant.job, id, short).refresh("Atza|ended", async () => {
    await asleep;
    return answer("Atza|zombie", "Atzr|zombie");
  });
  const successor = await pgTokenStore(tenant.job, id, short).refresh("Atza|ended", async () =>
    answer("Atza|good"),
  );
  expect(successor.accessToken).toBe("Atza|good");
  wake();
  expect((await zombie).accessToken).toBe("Atza|good");
  expect((await pgTokenStore(tenant.job, id).load())?.accessToken).toBe("Atza|good");
});

test("a failed renewal fails those who waited for it, instead of letting each of them try", async () => {
  let calls = 0;
  const call = async () => {
    calls += 1;
    await new Promise((resolve) => setTimeout(resolve, 150));
    throw new AppError("ACORN_DOWN", "down", { reason: "unreachable" });
  };
  const outcomes = await Promise.allSettled(
    Array.from({ length: 8 }, () => pgTokenStore(tenant.job, id, fast).refresh("Atza|ended", call)),
  );
  expect(calls).toBe(1);
  expect(
    outcomes.every((outcome) => outcome.status === "rejected" && outcome.reason.code === "ACORN_DOWN"),
  ).toBe(true);
});

test("no transaction may be open around a token call", async () => {
  const store = pgTokenStore(tenant.job, id, fast);
  await expect(
    inTenant(tenant.tenantId, () => store.refresh("Atza|ended", async () => answer("x"))),
  ).rejects.toEqual(expect.objectContaining({ code: "INTERNAL" }));
});

describe("a revoked grant (F10)", () => {
  const callAll = async () => {
    const clients = await Promise.all(
      Array.from({ length: 4 }, () => acornFor(tenant.job, id, world.settings)),
    );
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        clients[n % 4]?.client.getPurchaseOrders({ created: lastHour(), pageSize: 1 }),
      ),
    );
    for (const one of clients) await one.flush();
    return outcomes;
  };

  test("costs one token call, stops the flows, opens one work item, mails each reader once", async () => {
    world.simulator.control.revoke({ group: "amzn1.vg.7001001" });
    const outcomes = await callAll();
    expect(outcomes.every((one) => one.status === "rejected" && one.reason.code === "ACORN_AUTH")).toBe(true);
    expect(tokenCalls()).toBe(1);
    await expect(acornFor(tenant.job, id, world.settings)).rejects.toEqual(
      reason("ACORN_AUTH", "grant-revoked"),
    );
    expect(tokenCalls()).toBe(1);
    await inTenant(tenant.tenantId, async (tx) => {
      expect(await tx.select().from(connection).where(eq(connection.id, id))).toMatchObject([
        { state: "reauthorise", stateReason: "grant-revoked", sealedAccessToken: null },
      ]);
      const flows = await tx.select().from(syncFlow).where(eq(syncFlow.connectionId, id));
      expect(flows.map((flow) => flow.enabled)).toEqual([false, false]);
      expect(await tx.select().from(workItem)).toMatchObject([
        { kind: "reauthorise", state: "open", subjectId: id },
      ]);
      expect(await tx.select().from(mail)).toMatchObject([
        { template: "authorisation-revoked", state: "queued", locale: "en" },
      ]);
      const rows = await tx
        .select()
        .from(audit)
        .where(and(eq(audit.action, "connection.revoked")));
      expect(rows).toHaveLength(1);
    });
  });

  test("of an authorisation that was renewed meanwhile marks nothing", async () => {
    const store = pgTokenStore(tenant.job, id, fast);
    await store.load();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await connectTenant(tenant, world);
    await store.revoked("grant-revoked");
    expect((await readConnectionRow(tenant.tenantId, id)).state).toBe("active");
  });

  test("ends with a new consent: calls go on, flows run, the work item is closed", async () => {
    world.simulator.control.revoke({ group: "amzn1.vg.7001001" });
    await callAll();
    expect(await connectTenant(tenant, world)).toBe(id);
    const { client, flush } = await acornFor(tenant.job, id, world.settings);
    await client.getPurchaseOrders({ created: lastHour(), pageSize: 1 });
    await flush();
    await inTenant(tenant.tenantId, async (tx) => {
      expect(await tx.select().from(workItem)).toMatchObject([{ state: "done" }]);
      const flows = await tx.select().from(syncFlow).where(eq(syncFlow.connectionId, id));
      expect(flows.map((flow) => flow.enabled)).toEqual([true, true]);
    });
  });
});

describe("sealed tokens", () => {
  test("do not open in another row or another tenant", async () => {
    const other = await openTenant();
    const otherId = await connectTenant(other, world);
    const theirs = await readConnectionRow(other.tenantId, otherId);
    const second = await connectTenant(tenant, world, "amzn1.vg.7001002");
    const mine = await readConnectionRow(tenant.tenantId, second);
    for (const row of [theirs, mine]) {
      await change({ sealedAccessToken: row.sealedAccessToken });
      await expect(pgTokenStore(tenant.job, id).load()).rejects.toEqual(
        expect.objectContaining({ code: "INTERNAL" }),
      );
    }
  });

  test("hold no readable token, nor do the records of calls", async () => {
    const { client, flush } = await acornFor(tenant.job, id, world.settings);
    await client.getPurchaseOrders({ created: lastHour(), pageSize: 1 });
    await flush();
    const text = await inTenant(tenant.tenantId, async (tx) =>
      JSON.stringify([
        await tx.execute(sql`select * from connection`),
        await tx.execute(sql`select * from api_call`),
        await tx.execute(sql`select * from audit`),
      ]),
    );
    expect(text).toContain("getPurchaseOrders");
    expect(text).not.toMatch(/Atza\||Atzr\||amzn1\.oa2-cs/);
  });
});

test("a foreign connection is not found", async () => {
  const other = await openTenant();
  await expect(acornFor(other.job, id, world.settings)).rejects.toEqual(reason("NOT_FOUND", "connection"));
});
