import { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { audit, member, roles, tenant } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedMember, seedPerson, seedSession } from "@/db/testing/seed-person";
import { seedTenant } from "@/db/testing/seed-tenant";
import { actions, isAllowed } from "@/server/access/permissions";
import { openRequest } from "@/server/access/request-scope";
import { AppError } from "@/server/platform/errors";
import { newId, publicId } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";
import { fromTrpc } from "./map-error";
import { publicIdOf } from "./public-id";
import { allowed, createCallerFactory, personal, router } from "./trpc";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

const samples = router({
  view: allowed("tenant.view").query(({ ctx }) => ctx.tenant.actor),
  manage: allowed("app.manage")
    .input(z.object({ order: publicIdOf("order"), note: z.string().min(1).max(3) }))
    .query(({ input }) => input.order),
  break: personal().query(() => {
    throw new Error("password=hunter2 at /srv/secret");
  }),
  limit: personal().query(() => {
    throw new AppError("LIMIT", "wait", { reason: "slow", retryAfterMs: 5000 });
  }),
});
const log = createLogger("test", "silent");
const open = (sessionToken: string | null) => openRequest({ requestId: "req-1", sessionToken, log });
const callAs = (token: string | null) => createCallerFactory(samples)(open(token));

async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return "OK";
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return fromTrpc(error).code;
  }
}

async function seedReader(role: (typeof roles)[number]) {
  const { tenantId } = await seedTenant();
  const userId = await seedPerson();
  await seedMember(tenantId, userId, role);
  return { tenantId, tenant: publicId("tenant", tenantId), userId, token: await seedSession(userId) };
}

test("a removed member is out at the next request, with the cookie still live", async () => {
  const { tenantId, tenant: id, userId, token } = await seedReader("owner");
  expect(await outcomeOf(callAs(token).view({ tenant: id }))).toBe("OK");
  await inTenant(tenantId, (tx) => tx.delete(member).where(eq(member.userId, userId)));
  expect(await outcomeOf(callAs(token).view({ tenant: id }))).toBe("NOT_FOUND");
});

test("a changed role counts from the next request on", async () => {
  const { tenantId, tenant: id, userId, token } = await seedReader("admin");
  const input = { tenant: id, order: publicId("order", newId("order")), note: "x" };
  expect(await outcomeOf(callAs(token).manage(input))).toBe("OK");
  await inTenant(tenantId, (tx) =>
    tx.update(member).set({ role: "viewer" }).where(eq(member.userId, userId)),
  );
  expect(await outcomeOf(callAs(token).manage(input))).toBe("FORBIDDEN");
});

test("a suspended tenant looks like no tenant", async () => {
  const { tenantId, tenant: id, token } = await seedReader("owner");
  await inTenant(tenantId, (tx) =>
    tx.update(tenant).set({ suspendedAt: new Date() }).where(eq(tenant.id, tenantId)),
  );
  expect(await outcomeOf(callAs(token).view({ tenant: id }))).toBe("NOT_FOUND");
});

test("every action is open to exactly the roles of the table, and each refusal is on record", async () => {
  for (const role of roles) {
    const { tenantId, tenant: id, token } = await seedReader(role);
    for (const action of actions) {
      const one = router({ act: allowed(action).mutation(() => null) });
      const outcome = await outcomeOf(createCallerFactory(one)(open(token)).act({ tenant: id }));
      expect(outcome, `${role} ${action}`).toBe(isAllowed(role, action) ? "OK" : "FORBIDDEN");
    }
    const refused = actions.filter((action) => !isAllowed(role, action));
    const rows = await inTenant(tenantId, (tx) => tx.select().from(audit));
    expect(rows.map((row) => [row.action, row.outcome]).sort()).toEqual(
      refused.map((action) => [action, "denied"]).sort(),
    );
    for (const row of rows) expect(row).toMatchObject({ actorKind: "member", requestId: "req-1" });
  }
});

test("a role without the action learns nothing of the input's shape", async () => {
  const { tenant: id, token } = await seedReader("viewer");
  expect(await outcomeOf(callAs(token).manage({ tenant: id, order: "x", note: "too long" }))).toBe(
    "FORBIDDEN",
  );
});

async function answerOf(path: string, token: string, input: object) {
  const url = `http://localhost/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request(url),
    router: samples,
    createContext: () => open(token),
  });
  return { status: response.status, text: await response.text() };
}

test("bad input names every fault at once, by code and field, and never the value", async () => {
  const { tenant: id, token } = await seedReader("owner");
  const { status, text } = await answerOf("manage", token, {
    tenant: id,
    order: "po_secret",
    note: "long note",
  });
  expect(status).toBe(400);
  expect(JSON.parse(text).error.data).toEqual({
    code: "INVALID",
    reason: null,
    violations: [
      { code: "malformedId", field: "order" },
      { code: "tooLong", field: "note", params: { maximum: 3 } },
    ],
    retryAfterMs: null,
    requestId: "req-1",
    httpStatus: 400,
  });
  expect(text).not.toContain("secret");
});

test("an unforeseen failure shows its request id and nothing else", async () => {
  const { token } = await seedReader("owner");
  const { status, text } = await answerOf("break", token, {});
  expect(status).toBe(500);
  expect(JSON.parse(text).error).toMatchObject({ message: "INTERNAL", data: { requestId: "req-1" } });
  expect(text).not.toMatch(/hunter2|srv|stack/);
});

test("a limit says when to come again", async () => {
  const { token } = await seedReader("owner");
  const { status, text } = await answerOf("limit", token, {});
  expect(status).toBe(429);
  expect(JSON.parse(text).error.data).toMatchObject({
    code: "LIMIT",
    reason: "slow",
    retryAfterMs: 5000,
  });
});
