import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { auditSeal } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedTenant } from "@/db/testing/seed-tenant";
import type { Ctx } from "@/server/access/context";
import { jobContext, memberContext, standingClock } from "@/server/access/testing/test-context";
import type { Id } from "@/server/platform/ids";
import { recordAudit } from "./record-audit";
import { sealAudit } from "./seal-audit";
import { verifyAudit } from "./verify-audit";

let database: TestDatabase;
let root: postgres.Sql;
let tenantId: Id<"tenant">;
let job: Ctx;
let owner: Ctx;
const clock = standingClock("2026-11-23T09:00:00Z");

beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  root = postgres(database.superUrl, { max: 2, onnotice: () => {} });
});
afterAll(async () => {
  await root.end();
  await disconnectDatabase();
  await database.drop();
});
beforeEach(async () => {
  clock.set("2026-11-23T09:00:00Z");
  ({ tenantId } = await seedTenant());
  job = jobContext(tenantId, clock);
  owner = memberContext(tenantId, "owner", clock);
});

async function write(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    clock.pass(1000);
    const facts = {
      label: `${i}`,
      nested: { b: 1.5, a: ["ü", null], z: 12_345_678_901_234_567n.toString() },
    };
    await inTenant(tenantId, (tx) =>
      recordAudit(tx, owner, { action: "connection.connect", after: facts, before: { label: null } }),
    );
  }
}

/** As somebody who has the server in hand; neither the app nor the owner of the tables can do this. */
async function tamper(statement: string): Promise<void> {
  await root.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    const { count } = await tx.unsafe(statement.replaceAll("$T", `'${tenantId}'`));
    expect(count).toBeGreaterThan(0);
  });
}

const idAt = (position: number) =>
  `(select audit_id from audit_seal where tenant_id = $T and position = ${position})`;

describe("sealing", () => {
  test("gives each row one place, in order and without a gap; a repeat adds none", async () => {
    await write(7);
    expect(await sealAudit(job, 3)).toEqual({ sealed: 7 });
    expect(await sealAudit(job, 3)).toEqual({ sealed: 0 });
    await write(1);
    expect(await sealAudit(job)).toEqual({ sealed: 1 });
    expect(await verifyAudit(owner, { atOnce: 3 })).toMatchObject({ sealed: 8, unsealed: 0, fault: null });
  });

  test("waits for a row that another transaction may still write before it", async () => {
    await write(2);
    const open = await root.reserve();
    await open`begin`;
    // takes a transaction id, as an insert does
    await open`select pg_current_xact_id()`;
    await write(1);
    expect(await sealAudit(job)).toEqual({ sealed: 2 });
    expect(await verifyAudit(owner)).toMatchObject({ sealed: 2, unsealed: 1, fault: null });
    await open`commit`;
    open.release();
    expect(await sealAudit(job)).toEqual({ sealed: 1 });
  });

  test("by many at once makes one whole chain", async () => {
    await write(30);
    const runs = await Promise.all(
      [3, 5, 7, 11, 30, 2].map((size) => {
        const own = standingClock(new Date(clock.now().getTime() + size * 1000));
        return sealAudit(jobContext(tenantId, own), size);
      }),
    );
    const sealed = runs.reduce((sum, run) => sum + run.sealed, 0) + (await sealAudit(job)).sealed;
    expect(sealed).toBe(30);
    expect(await verifyAudit(owner)).toMatchObject({ sealed: 30, unsealed: 0, fault: null });
  });

  test("is left to the job, and the check to who may see the audit", async () => {
    await expect(sealAudit(owner)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(verifyAudit(memberContext(tenantId, "manager"))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("can be undone or changed by no statement of the app", async () => {
    await write(1);
    await sealAudit(job);
    const statements = [
      sql`delete from audit_seal`,
      sql`update audit_seal set position = 9`,
      sql`delete from audit`,
    ];
    for (const statement of statements) {
      await expect(inTenant(tenantId, (tx) => tx.execute(statement))).rejects.toThrow();
    }
    expect(await inTenant(tenantId, (tx) => tx.$count(auditSeal))).toBe(1);
  });
});

describe("against a head that was noted elsewhere", () => {
  const noteHead = async () => {
    await write(6);
    await sealAudit(job);
    const { head } = await verifyAudit(owner);
    if (!head) throw new Error("something is sealed");
    return head;
  };
  const cutEnd = async () => {
    const last = "(select audit_id from audit_seal where tenant_id = $T and position > 4)";
    await tamper(`delete from audit where tenant_id = $T and id in ${last}`);
    await tamper("delete from audit_seal where tenant_id = $T and position > 4");
  };

  test("a chain that has grown since then holds", async () => {
    const noted = await noteHead();
    expect(noted.position).toBe(6);
    await write(3);
    await sealAudit(job);
    expect(await verifyAudit(owner, { noted })).toMatchObject({
      sealed: 9,
      fault: null,
      head: { position: 9 },
    });
  });

  test("an end that was cut off with its rows is found, which nothing inside the database shows", async () => {
    const noted = await noteHead();
    await cutEnd();
    expect((await verifyAudit(owner)).fault).toBeNull();
    const check = await verifyAudit(owner, { noted });
    expect(check).toMatchObject({ fault: { position: 5, kind: "cut" }, head: null });
  });

  test("an end that was cut off and written anew is found", async () => {
    const noted = await noteHead();
    await cutEnd();
    await write(4);
    await sealAudit(job);
    expect((await verifyAudit(owner)).fault).toBeNull();
    expect((await verifyAudit(owner, { noted })).fault).toEqual({ position: 6, kind: "cut" });
  });
});

describe("the check names the first place that does not hold", () => {
  const cases: [name: string, statement: string, position: number, kind: string][] = [
    [
      "a changed row",
      `update audit set actor_name = 'Nobody' where tenant_id = $T and id = ${idAt(4)}`,
      4,
      "altered",
    ],
    [
      "a changed value inside a fact",
      `update audit set after = jsonb_set(after, '{nested,a,0}', '"u"') where tenant_id = $T and id = ${idAt(2)}`,
      2,
      "altered",
    ],
    ["a deleted row", `delete from audit where tenant_id = $T and id = ${idAt(3)}`, 3, "gone"],
    ["a deleted seal", "delete from audit_seal where tenant_id = $T and position = 5", 5, "gap"],
    [
      "everything deleted but the last seal",
      "delete from audit_seal where tenant_id = $T and position < 6",
      1,
      "gap",
    ],
    [
      "two rows in another order",
      `update audit_seal a set audit_id = b.audit_id from audit_seal b
       where a.tenant_id = $T and b.tenant_id = $T and a.position in (2, 4) and b.position = 6 - a.position`,
      2,
      "altered",
    ],
    [
      "a forged hash",
      "update audit_seal set hash = sha256('x') where tenant_id = $T and position = 6",
      6,
      "altered",
    ],
  ];
  test.each(cases)("%s", async (_, statement, position, kind) => {
    await write(6);
    await sealAudit(job);
    // the exchange passes through two equal values
    await root`drop index if exists audit_seal_row`;
    await tamper(statement);
    expect((await verifyAudit(owner, { atOnce: 4 })).fault).toEqual({ position, kind });
  });

  test("a row slipped in under an old date, once it is sealed", async () => {
    await write(3);
    await sealAudit(job);
    clock.pass(5 * 86_400_000);
    await write(1);
    await sealAudit(job);
    await tamper(
      `insert into audit select tenant_id, gen_random_uuid(), at + interval '2 days', actor_kind, actor_id,
      'Slipped in', action, outcome, subject_kind, subject_id, before, after, request_id
      from audit where tenant_id = $T and id = ${idAt(1)}`.replace(
        "insert into audit",
        "insert into audit (tenant_id, id, at, actor_kind, actor_id, actor_name, action, outcome, subject_kind, subject_id, before, after, request_id)",
      ),
    );
    expect(await verifyAudit(owner)).toMatchObject({ unsealed: 1, fault: null });
    await sealAudit(job);
    expect((await verifyAudit(owner)).fault).toEqual({ position: 5, kind: "backdated" });
  });

  test("and says nothing of another tenant's chain", async () => {
    await write(2);
    await sealAudit(job);
    const other = (await seedTenant()).tenantId;
    expect(await verifyAudit(memberContext(other, "owner", clock))).toEqual({
      checkedAt: clock.now(),
      sealed: 0,
      unsealed: 0,
      lastSealedAt: null,
      head: null,
      fault: null,
    });
  });
});
