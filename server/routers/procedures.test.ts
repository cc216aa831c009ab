import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { audit, roles } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedMember, seedPerson, seedSession } from "@/db/testing/seed-person";
import { seedTenant, type TestTenant } from "@/db/testing/seed-tenant";
import { type Action, actions, isAllowed } from "@/server/access/permissions";
import { openRequest } from "@/server/access/request-scope";
import { publicId } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";
import { fromTrpc } from "./map-error";
import { appRouter } from "./root";

type Procedure = { path: string; action: Action | "personal" | undefined; type: string };

/** Every procedure that a browser can name. */
function listProcedures(): Procedure[] {
  return Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
    // tRPC types its flat record as unknown; `_def` is its public shape of a procedure
    const { _def } = procedure as unknown as {
      _def: { type: string; meta?: { action?: Action | "personal" } };
    };
    return { path, action: _def.meta?.action, type: _def.type };
  });
}

let database: TestDatabase;
let own: TestTenant;
let foreign: TestTenant;
const tokens = new Map<string, string>();
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  [own, foreign] = [await seedTenant("Own"), await seedTenant("Foreign")];
  for (const role of roles) {
    const userId = await seedPerson();
    await seedMember(own.tenantId, userId, role);
    tokens.set(role, await seedSession(userId));
  }
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

/** Calls by name as HTTP does, with nothing but the tenant as input. */
async function codeOf(path: string, token: string | null, tenant: unknown): Promise<string> {
  const procedure = appRouter._def.procedures[path as keyof typeof appRouter._def.procedures];
  const ctx = openRequest({
    requestId: randomUUID(),
    sessionToken: token,
    log: createLogger("test", "silent"),
  });
  const { type } = listProcedures().find((known) => known.path === path) ?? { type: "query" };
  try {
    // the same entry that the HTTP handler uses; its type asks for the resolver's exact input
    const call = procedure as unknown as (options: object) => Promise<unknown>;
    await call({ path, getRawInput: async () => ({ tenant }), ctx, type, signal: undefined, batchIndex: 0 });
    return "OK";
  } catch (error) {
    return fromTrpc(error as Parameters<typeof fromTrpc>[0]).code;
  }
}

test("every procedure names its action", () => {
  const procedures = listProcedures();
  expect(procedures.length).toBeGreaterThan(0);
  for (const { path, action } of procedures) expect([...actions, "personal"], path).toContain(action);
});

describe.each(listProcedures())("$path", ({ path, action }) => {
  test("is closed without a session", async () => {
    expect(await codeOf(path, null, publicId("tenant", own.tenantId))).toBe("UNAUTHENTICATED");
    expect(await codeOf(path, "forged", publicId("tenant", own.tenantId))).toBe("UNAUTHENTICATED");
  });

  if (!action || action === "personal") return;

  test.each(roles)("is refused to a %s who lacks its action, and to none who has it", async (role) => {
    const token = tokens.get(role) ?? "";
    const before = await countDenied();
    const code = await codeOf(path, token, publicId("tenant", own.tenantId));
    if (isAllowed(role, action)) {
      expect(["FORBIDDEN", "UNAUTHENTICATED"]).not.toContain(code);
      expect(await countDenied()).toBe(before);
    } else {
      expect(code).toBe("FORBIDDEN");
      expect(await countDenied()).toBe(before + 1);
    }
  });

  test("answers a foreign, an unknown and a malformed tenant alike", async () => {
    const token = tokens.get("owner") ?? "";
    const strangers = [
      publicId("tenant", foreign.tenantId),
      "tn_06em8h0000000000000000000z",
      "tn_",
      "' or 1=1",
    ];
    for (const tenant of strangers) expect(await codeOf(path, token, tenant), tenant).toBe("NOT_FOUND");
  });
});

async function countDenied(): Promise<number> {
  const rows = await inTenant(own.tenantId, (tx) => tx.select({ outcome: audit.outcome }).from(audit));
  return rows.filter((row) => row.outcome === "denied").length;
}
