import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { accessReview } from "@/db/schema/access-reviews";
import { connection, syncRun } from "@/db/schema/connections";
import { order } from "@/db/schema/orders";
import { submission } from "@/db/schema/submissions";
import { auditSeal, tenant } from "@/db/schema/tenants";
import { mail, workItem } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { hashRows } from "@/db/testing/hash-rows";
import { noteCases } from "@/db/testing/note-cases";
import {
  connectTenant,
  openTenant,
  openWorld,
  type Tenant,
  type World,
} from "@/server/modules/connections/testing/connected-tenant";
import { queueSubmission } from "@/server/modules/submissions/queue-submission";
import { type Id, newId } from "@/server/platform/ids";
import { findJob, type Job, openJobs } from "./testing/open-jobs";

// A job acts for one tenant: ids of another, and another's broken rows, must change nothing.

type Connected = Tenant & { connectionId: Id<"connection">; mailId: Id<"mail">; runId: Id<"syncRun"> };

let world: World;
let root: postgres.Sql;
let jobs: Job[];
let own: Connected;
let foreign: Connected;
beforeAll(async () => {
  world = await openWorld();
  root = postgres(world.database.superUrl, { max: 1, onnotice: () => {} });
  jobs = openJobs(world);
});
afterAll(async () => {
  for (const [id, cases] of Object.entries(tried)) noteCases("job", id, cases);
  vi.unstubAllEnvs();
  await root.end();
  await world.stop();
});
beforeEach(async () => {
  [own, foreign] = [await openConnected(), await openConnected()];
});

async function openConnected(): Promise<Connected> {
  const made = await openTenant();
  const connectionId = await connectTenant(made, world);
  const [mailId, runId] = [newId("mail"), newId("syncRun")];
  const { tenantId } = made;
  await inTenant(tenantId, async (tx) => {
    const at = new Date(Date.now() - 60_000);
    await tx.insert(mail).values({
      tenantId,
      id: mailId,
      dedupeKey: "x",
      toEmail: "x@larkmoor.example",
      template: "unheard-of",
      locale: "en",
      facts: {},
      state: "queued",
      nextAttemptAt: at,
      createdAt: at,
    });
    const run = { tenantId, id: runId, connectionId, flow: "orders" as const, kind: "poll" as const };
    await tx.insert(syncRun).values({ ...run, state: "done", startedAt: new Date(0) });
    // of an earlier quarter, so that its review is due
    await tx.update(tenant).set({ createdAt: new Date(0) });
    await tx.update(connection).set({ expiresAt: new Date(Date.now() + 86_400_000) });
  });
  return { ...made, connectionId, mailId, runId };
}

const tried: Record<string, number> = {};
function job(id: string): Job {
  tried[id] = (tried[id] ?? 0) + 1;
  return findJob(jobs, id);
}
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: Error) => error.message,
  );

/** What an event of tenant A with ids of B leads to; jobs by the clock take no ids and have their own test below. */
const forged: Record<string, null | ((ids: { run?: Id<"syncRun"> }) => object)> = {
  "schedule-syncs": null,
  "sync-orders": ({ run }) => ({ kind: "poll", ...(run && { runId: run }) }),
  "sync-order-status": ({ run }) => ({ kind: "sweep", ...(run && { runId: run }) }),
  "watch-authorisations": null,
  "send-mail": null,
  "shred-tenants": null,
  "seal-audit": null,
  prune: null,
  "review-access": null,
  "sweep-submissions": null,
  // by a document, not by a connection: below
  "advance-submission": null,
};

test("every job is named here", () => {
  expect(jobs.map(({ id }) => id).sort()).toEqual(Object.keys(forged).sort());
});

test("an event of one tenant with another's connection and run is refused and writes to neither", async () => {
  for (const [id, make] of Object.entries(forged)) {
    if (!make) continue;
    const before = [await hashRows(root, own.tenantId), await hashRows(root, foreign.tenantId)];
    for (const run of [undefined, foreign.runId]) {
      const data = { tenantId: own.tenantId, connectionId: foreign.connectionId, ...make({ run }) };
      const unknown = { ...data, connectionId: newId("connection") };
      const said = await outcome(job(id).run({ event: { id: "e", data } }));
      expect(said, id).toBe("NOT_FOUND connection");
      expect(await outcome(job(id).run({ event: { id: "e", data: unknown } })), id).toBe(said);
    }
    expect([await hashRows(root, own.tenantId), await hashRows(root, foreign.tenantId)], id).toEqual(before);
  }
});

test("an event of one tenant with another's document is refused and writes to neither", async () => {
  const { tenantId, connectionId } = foreign;
  const queued = await inTenant(tenantId, (tx) =>
    queueSubmission(tx, foreign.owner, {
      kind: "acknowledgement",
      connectionId,
      subject: { kind: "order", id: newId("order"), version: 1 },
      naturalKey: "4A7KQ2PD",
      body: Buffer.from("{}"),
      document: {},
    }),
  );
  const before = [await hashRows(root, own.tenantId), await hashRows(root, tenantId)];
  for (const submissionId of [queued.id, newId("submission")]) {
    const data = { tenantId: own.tenantId, submissionId };
    const said = await outcome(job("advance-submission").run({ event: { id: "e", data } }));
    expect(said).toBe("NOT_FOUND submission");
  }
  expect([await hashRows(root, own.tenantId), await hashRows(root, tenantId)]).toEqual(before);
});

test("the own connection with another's run id makes a run of its own", async () => {
  const before = await hashRows(root, foreign.tenantId);
  const data = { tenantId: own.tenantId, connectionId: own.connectionId, kind: "poll", runId: foreign.runId };
  expect(await outcome(job("sync-orders").run({ event: { id: "e", data } }))).toBe("done");
  const runs = await inTenant(own.tenantId, (tx) => tx.$count(syncRun, eq(syncRun.id, foreign.runId)));
  expect(runs).toBe(1);
  expect(await hashRows(root, foreign.tenantId)).toBe(before);
});

test("one tenant's broken rows hold up no other: mails, watches, pruning, seals, reviews and reading go on", async () => {
  const poison = await openConnected();
  // first in line
  await inTenant(poison.tenantId, (tx) => tx.update(mail).set({ nextAttemptAt: new Date(0) }));
  await root.unsafe(`
    create function poison() returns trigger language plpgsql as $$
    begin
      if coalesce(new.tenant_id, old.tenant_id) = '${poison.tenantId}' then raise exception 'poison'; end if;
      return coalesce(new, old);
    end $$;
    create trigger poison before insert or update or delete on work_item for each row execute function poison();
    create trigger poison before insert or update or delete on sync_run for each row execute function poison();
    create trigger poison before insert on audit_seal for each row execute function poison();
    create trigger poison before insert on access_review for each row execute function poison();
    create trigger poison before insert or update or delete on mail for each row execute function poison();`);
  try {
    expect(await outcome(job("watch-authorisations").run({}))).toContain("tenants failed");
    expect(await outcome(job("prune").run({}))).toContain("tenants failed");
    await outcome(job("send-mail").run({}));
    expect(await outcome(job("seal-audit").run({}))).toBe("1 tenants failed");
    expect(await outcome(job("review-access").run({}))).toContain("tenants failed");
    const { sent } = await job("schedule-syncs").run({});
    for (const of of [own, foreign]) {
      const found = await inTenant(of.tenantId, async (tx) => ({
        watched: await tx.$count(workItem),
        runs: await tx.$count(syncRun),
        mail: (await tx.select({ state: mail.state }).from(mail).where(eq(mail.id, of.mailId)))[0]?.state,
        reviews: await tx.$count(accessReview),
        isSealed: (await tx.$count(auditSeal)) > 0,
      }));
      // the run of 1970 is past its retention, and the template is none of ours
      expect(found).toEqual({ watched: 2, runs: 0, mail: "failed", reviews: 1, isSealed: true });
      expect(JSON.stringify(sent)).toContain(of.connectionId);
    }
    const broken = { tenantId: poison.tenantId, connectionId: poison.connectionId, kind: "poll" };
    expect(await outcome(job("sync-orders").run({ event: { id: "p", data: broken } }))).toContain("INTERNAL");
    const whole = { tenantId: own.tenantId, connectionId: own.connectionId, kind: "poll" };
    expect(await outcome(job("sync-orders").run({ event: { id: "o", data: whole } }))).toBe("done");
    expect(await inTenant(poison.tenantId, (tx) => tx.$count(order))).toBe(0);
    expect(await inTenant(own.tenantId, (tx) => tx.$count(order))).toBeGreaterThan(0);
  } finally {
    await root.unsafe("drop function poison() cascade");
  }
});

test("a workspace that can be neither warned nor deleted holds up the end of no other", async () => {
  const [unwarned, kept, over] = [own, foreign, await openConnected()];
  const due = (of: Connected, hours: number) =>
    inTenant(of.tenantId, (tx) =>
      tx.update(tenant).set({ deletionDueAt: new Date(Date.now() + hours * 3_600_000) }),
    );
  await due(unwarned, 12);
  await due(kept, -2);
  await due(over, -1);
  await root.unsafe(`
    create function poison() returns trigger language plpgsql as $$
    begin
      if coalesce(new.tenant_id, old.tenant_id) in ('${unwarned.tenantId}', '${kept.tenantId}')
        then raise exception 'poison'; end if;
      return coalesce(new, old);
    end $$;
    create trigger poison before insert or delete on mail for each row execute function poison();`);
  try {
    expect(await outcome(job("shred-tenants").run({}))).toContain("tenants failed");
    const left = await root<{ id: string }[]>`select id from tenant where deletion_due_at is not null`;
    expect(left.map(({ id }) => id).sort()).toEqual([unwarned.tenantId, kept.tenantId].sort());
  } finally {
    await root.unsafe("drop function poison() cascade");
    await root`update tenant set deletion_due_at = null`;
  }
});

test("the sweep of documents sends each tenant's own, under that tenant's name", async () => {
  for (const of of [own, foreign]) {
    await inTenant(of.tenantId, (tx) =>
      queueSubmission(tx, of.owner, {
        kind: "acknowledgement",
        connectionId: of.connectionId,
        subject: { kind: "order", id: newId("order"), version: 1 },
        naturalKey: "4A7KQ2PD",
        body: Buffer.from("{}"),
        document: {},
      }),
    );
    await inTenant(of.tenantId, (tx) => tx.update(submission).set({ nextAt: new Date(0) }));
  }
  const { sent } = await job("sweep-submissions").run({});
  for (const of of [own, foreign]) {
    const [row] = await inTenant(of.tenantId, (tx) => tx.select({ id: submission.id }).from(submission));
    const ofTenant = sent.filter((event) => JSON.stringify(event).includes(of.tenantId));
    expect(ofTenant).toHaveLength(1);
    expect(ofTenant).toMatchObject([{ data: { tenantId: of.tenantId, submissionId: row?.id } }]);
  }
});

test("no job is without a case", () => {
  expect(Object.keys(tried).sort()).toEqual(jobs.map(({ id }) => id).sort());
});
