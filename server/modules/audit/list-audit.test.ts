import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedTenant } from "@/db/testing/seed-tenant";
import type { Ctx } from "@/server/access/context";
import { jobContext, memberContext, standingClock } from "@/server/access/testing/test-context";
import { type Id, newId } from "@/server/platform/ids";
import type { AuditFilter } from "./input";
import { countAudit, listAudit, listAuditFacets } from "./list-audit";
import { recordAudit } from "./record-audit";

let database: TestDatabase;
let tenantId: Id<"tenant">;
let owner: Ctx;
let staff: Ctx;
const clock = standingClock("2026-11-20T00:00:00Z");
const subject = newId("connection");

beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  ({ tenantId } = await seedTenant());
  owner = {
    ...memberContext(tenantId, "owner", clock),
    origin: { address: "203.0.113.7", device: "Firefox", zone: null },
  };
  staff = {
    ...jobContext(tenantId, clock),
    actor: {
      kind: "agency",
      userId: newId("user"),
      name: "Nia Staff",
      email: "nia@agency.example",
      agencyId: newId("tenant"),
      agencyName: "Brightline",
      grantId: newId("grant"),
      role: "manager",
      connectionIds: null,
    },
  };
  const entries: [Ctx, Parameters<typeof recordAudit>[2]][] = [
    [owner, { action: "connection.connect", subjectKind: "connection", subjectId: subject }],
    [
      staff,
      {
        action: "connection.pause",
        subjectKind: "connection",
        subjectId: subject,
        after: { state: "paused" },
      },
    ],
    [staff, { action: "member.manage", outcome: "denied" }],
    [jobContext(tenantId, clock), { action: "connection.revoked" }],
    [owner, { action: "list.export" }],
  ];
  for (const [ctx, entry] of entries) {
    clock.pass(86_400_000);
    await inTenant(tenantId, (tx) => recordAudit(tx, ctx, entry));
  }
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

const actionsOf = async (filter: AuditFilter) => {
  const { rows } = await listAudit(owner, { filter, limit: 200 });
  expect((await countAudit(owner, filter)).rows).toBe(rows.length);
  return rows.map(({ action }) => action);
};

describe("the audit", () => {
  test("comes newest first, page by page, each row once", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(owner, {
        filter: {},
        cursor,
        limit: 2,
      });
      seen.push(...page.rows.map(({ action }) => action));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual([
      "list.export",
      "connection.revoked",
      "member.manage",
      "connection.pause",
      "connection.connect",
    ]);
  });

  const person = (ctx: Ctx) => (ctx.actor.kind === "job" ? "" : ctx.actor.userId);
  const cases: [name: string, filter: () => AuditFilter, actions: string[]][] = [
    ["who", () => ({ person: [person(owner)] }), ["list.export", "connection.connect"]],
    ["who, a job", () => ({ job: ["test"] }), ["connection.revoked"]],
    [
      "one person or one job",
      () => ({ person: [person(staff)], job: ["test"] }),
      ["connection.revoked", "member.manage", "connection.pause"],
    ],
    ["as whom", () => ({ kind: ["agency"] }), ["member.manage", "connection.pause"]],
    ["what", () => ({ action: ["list.export", "connection.pause"] }), ["list.export", "connection.pause"]],
    [
      "a subject",
      () => ({ subject: { kind: "connection", id: subject } }),
      ["connection.pause", "connection.connect"],
    ],
    ["a subject of another kind with the same id", () => ({ subject: { kind: "app", id: subject } }), []],
    ["the denied", () => ({ outcome: "denied" }), ["member.manage"]],
    [
      "a time",
      () => ({ from: "2026-11-22T00:00:00Z", to: "2026-11-24T00:00:00Z" }),
      ["member.manage", "connection.pause"],
    ],
    ["several at once", () => ({ kind: ["agency"], outcome: "done" }), ["connection.pause"]],
  ];
  test.each(cases)("narrows by %s", async (_, filter, actions) => {
    expect(await actionsOf(filter())).toEqual(actions);
  });

  test("says as whom and from where somebody acted", async () => {
    const { rows } = await listAudit(owner, { filter: {}, limit: 200 });
    expect(rows.at(-1)).toMatchObject({
      actorKind: "member",
      address: "203.0.113.7",
      device: "Firefox",
      agencyName: null,
    });
    expect(rows.at(-2)).toMatchObject({
      actorKind: "agency",
      actorName: "Nia Staff",
      agencyName: "Brightline",
      address: null,
    });
  });

  test("names everybody and everything that stands in it, once", async () => {
    const facets = await listAuditFacets(owner);
    expect(facets.people.map(({ name }) => name).sort()).toEqual(["A owner", "Nia Staff"]);
    expect(facets.jobs).toEqual(["test"]);
    expect(facets.actions).toEqual([
      "connection.connect",
      "connection.pause",
      "connection.revoked",
      "list.export",
      "member.manage",
    ]);
  });

  test("is closed to managers, to every agency, and to jobs", async () => {
    const admin = { ...staff, actor: { ...staff.actor, role: "admin" } } as Ctx;
    for (const ctx of [memberContext(tenantId, "manager"), staff, admin, jobContext(tenantId)]) {
      await expect(listAudit(ctx, { filter: {}, limit: 1 })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });

  test("refuses a place that nobody gave out", async () => {
    const call = listAudit(owner, { filter: {}, cursor: "x", limit: 1 });
    await expect(call).rejects.toMatchObject({ code: "INVALID", violations: [{ field: "cursor" }] });
  });
});
