import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { audit, member, type Role } from "@/db/schema/tenants";
import { inTenant, type Tx } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedMember, seedPerson, seedSession } from "@/db/testing/seed-person";
import { seedTenant, type TestTenant } from "@/db/testing/seed-tenant";
import { endSession } from "@/server/access/session";
import { memberContext } from "@/server/access/testing/test-context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { storeOrders } from "@/server/modules/orders/store-orders";
import { eaches, makeOrder, original } from "@/server/modules/orders/testing/make-order";
import { type Id, publicId } from "@/server/platform/ids";
import { answerExport } from "./answer-export";
import { requestOf } from "./testing/call-procedure";

const many = 100_000;
let database: TestDatabase;
let own: TestTenant;
let foreign: TestTenant;
const sessions: Partial<Record<Role, string>> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  own = await seedTenant("Larkmoor Küche / 01");
  foreign = await seedTenant("CANARYB");
  for (const role of ["owner", "viewer"] as const) {
    const userId = await seedPerson();
    await seedMember(own.tenantId, userId, role);
    sessions[role] = await seedSession(userId);
  }
  await store(own, ["PO000001", "PO000002"]);
  await store(foreign, ["CANARYB1"]);
  await multiply();
  await inTenant(own.tenantId, (tx) =>
    recordAudit(tx, memberContext(own.tenantId, "owner"), {
      action: "connection.connect",
      before: { label: "=1+1" },
      after: { label: "-2" },
    }),
  );
}, 120_000);
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

async function store(tenant: TestTenant, numbers: readonly string[]): Promise<void> {
  const orders = numbers.map((number, i) =>
    makeOrder({
      number,
      orderedAt: new Date("2026-11-23T18:05:00Z"),
      vendorCode: i === 0 ? "=EVIL" : "OAKL5",
      lines: [{ ordered: eaches(10), netCost: { amount: "2.5", currency: "USD" } }],
    }),
  );
  const source = { ...tenant, country: "US", dayOf: () => "2026-11-23", seenAt: new Date() };
  await inTenant(tenant.tenantId, (tx) => storeOrders(tx, source, orders.map(original)));
}

/** Copies of one order under other numbers, all of another currency, so that a filter tells them from the two. */
async function multiply(): Promise<void> {
  await inTenant(own.tenantId, async (tx) => {
    const found = await tx.execute<{ name: string }>(
      sql`select column_name as name from information_schema.columns where table_name = 'purchase_order'`,
    );
    const changed: Record<string, string> = {
      id: "gen_random_uuid()",
      number: "'X' || lpad(n::text, 7, '0')",
      currency: "'EUR'",
    };
    const names = found.rows.map(({ name }) => name);
    const values = names.map((name) => changed[name] ?? name);
    await tx.execute(
      sql.raw(`insert into purchase_order (${names.join(", ")}) select ${values.join(", ")}
        from purchase_order, generate_series(1, ${many}) n where number = 'PO000002'`),
    );
  });
}

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
/** What is still in use: RSS also counts garbage, and that is the more the busier the machine. */
function heldBytes(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const shape = { format: "csv", scope: "view", locale: "en", zone: "Asia/Tokyo", columns: [] as string[] };
const sort = [{ by: "number", direction: "asc" }];
const ask = (
  list: string,
  input: object,
  {
    role = "viewer",
    tenant = own,
    signal,
    token,
  }: { role?: Role | null; tenant?: TestTenant; signal?: AbortSignal; token?: string } = {},
) => {
  const query = new URLSearchParams({
    tenant: publicId("tenant", tenant.tenantId),
    input: JSON.stringify({ ...shape, filter: {}, ...(list === "orders" && { sort }), ...input }),
  });
  const scope = requestOf(token ?? (role && (sessions[role] ?? "")));
  return answerExport(query, scope, { list, ...(signal && { signal }) });
};
const linesOf = (text: string) => text.replace("\uFEFF", "").trimEnd().split("\r\n");

describe("an export of orders", () => {
  test("is exactly the view: its columns in their order, its filter, its sort, the reader's language and zone", async () => {
    const columns = ["number", "value", "ordered", "vendorCode"];
    const filter = { currency: ["USD"] };
    const answer = await ask("orders", { columns, filter, sort: [{ by: "number", direction: "desc" }] });
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="Larkmoor-K_che-01_orders_\d{4}-\d\d-\d\d\.csv"; filename\*=UTF-8''Larkmoor-K%C3%BCche-01_orders_/,
    );
    expect(linesOf(await answer.text())).toEqual([
      "PO,Value,Currency,Ordered on (Asia/Tokyo),Vendor code",
      "PO000002,25,USD,2026-11-24 03:05,OAKL5",
      "PO000001,25,USD,2026-11-24 03:05,'=EVIL",
    ]);
    const chinese = await ask("orders", { columns: ["number", "value"], filter, locale: "zh-CN" });
    expect(linesOf(await chinese.text())[0]).toBe("PO,金额,币种");
  });

  test.each(["csv", "xlsx"])(
    "of %s: 100,000 rows leave at once and whole, in flat memory",
    async (format) => {
      const [before, start] = [heldBytes(), performance.now()];
      const answer = await ask("orders", { format, scope: "all" });
      let [first, most, bytes, ends, parts] = [0, 0, 0, 0, 0];
      for await (const part of answer.body ?? []) {
        first ||= performance.now() - start;
        bytes += part.length;
        if (format === "csv") ends += Buffer.from(part).toString("latin1").split("\r\n").length - 1;
        parts += 1;
        if (parts % 10 === 0) most = Math.max(most, heldBytes());
      }
      console.log(
        `export ${format}: first byte ${first.toFixed(0)} ms, ${((performance.now() - start) / 1000).toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB, held +${((most - before) / 1e6).toFixed(0)} MB`,
      );
      if (format === "csv") expect(ends).toBe(many + 3);
      expect(first).toBeLessThan(500);
      expect(parts).toBeGreaterThan(20);
      expect((most - before) / 1e6).toBeLessThan(20);
    },
    120_000,
  );

  test("ends with its reader: nothing more is read once the download is given up", async () => {
    const leave = new AbortController();
    const answer = await ask("orders", { scope: "all" }, { signal: leave.signal });
    const reader = answer.body?.getReader();
    await reader?.read();
    leave.abort();
    await expect(
      (async () => {
        for (let i = 0; i < 5; i += 1) await reader?.read();
      })(),
    ).rejects.toThrow();
  });

  const ends: [why: string, act: (userId: Id<"user">, token: string) => Promise<unknown>][] = [
    ["was removed", (userId) => onMember((tx) => tx.delete(member).where(eq(member.userId, userId)))],
    [
      "got another role",
      (userId) =>
        onMember((tx) => tx.update(member).set({ role: "viewer" }).where(eq(member.userId, userId))),
    ],
    ["was signed out", (_, token) => endSession(token)],
  ];
  const onMember = (act: (tx: Tx) => Promise<unknown>) => inTenant(own.tenantId, act);
  test.each(ends)("ends in the middle for a reader who %s meanwhile", async (_, act) => {
    const userId = await seedPerson();
    await seedMember(own.tenantId, userId, "operator");
    const token = await seedSession(userId);
    const answer = await ask("orders", { scope: "all" }, { token });
    const reader = answer.body?.getReader();
    let bytes = (await reader?.read())?.value?.length ?? 0;
    await act(userId, token);
    const readOn = async () => {
      for (;;) {
        const part = await reader?.read();
        if (!part || part.done) return "to its end";
        bytes += part.value.length;
      }
    };
    await expect(readOn()).rejects.toMatchObject({ name: "AppError" });
    // what was read before is out; of a hundred pages no more than those under way follow
    expect(bytes).toBeLessThan(1_000_000);
  });

  test("holds no row of another tenant, and is on record before its first byte", async () => {
    const answer = await ask("orders", { filter: { text: "CANARYB1" } });
    expect(linesOf(await answer.text())).toHaveLength(1);
    const rows = await inTenant(own.tenantId, (tx) => tx.select().from(audit));
    const last = rows.filter(({ action }) => action === "list.export").at(-1);
    expect(last).toMatchObject({ outcome: "done", after: { list: "orders", format: "csv", scope: "view" } });
  });
});

describe("an export of the audit", () => {
  test("has what was and is behind an apostrophe where a formula could begin", async () => {
    const answer = await ask("audit", { filter: { action: ["connection.connect"] } }, { role: "owner" });
    const [head, row] = linesOf(await answer.text());
    expect(head).toContain("When (Asia/Tokyo),Who,As,What");
    expect(row).toContain('"{""label"":""=1+1""}"');
  });

  test("is refused to who may not see the audit, and the refusal is on record", async () => {
    const answer = await ask("audit", {});
    expect([answer.status, await answer.text()]).toEqual([403, "FORBIDDEN\n"]);
    const rows = await inTenant(own.tenantId, (tx) => tx.select().from(audit));
    expect(rows.filter((row) => row.outcome === "denied" && row.action === "audit.view")).toHaveLength(1);
  });
});

test("who has no session, no place in the tenant or asks for what is none gets a bare code", async () => {
  const codeOf = async (answer: Promise<Response>) => (await answer).text();
  expect(await codeOf(ask("orders", {}, { role: null }))).toBe("UNAUTHENTICATED\n");
  expect(await codeOf(ask("orders", {}, { tenant: foreign }))).toBe("NOT_FOUND\n");
  expect(await codeOf(ask("members", {}))).toBe("NOT_FOUND\n");
  expect(await codeOf(ask("__proto__", {}))).toBe("NOT_FOUND\n");
  for (const input of [
    { zone: "Mars" },
    { format: "exe" },
    { sort: [] },
    { columns: ["a\0"] },
    { filter: { connection: ["x"] } },
  ]) {
    expect(await codeOf(ask("orders", input)), JSON.stringify(input)).toBe("INVALID\n");
  }
});
