import { randomUUID } from "node:crypto";
import { cron, type InngestFunction, RetryAfterError } from "inngest";
import { PgBoss } from "pg-boss";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import type { JobsClient } from "../client";
import { connectJobs, type JobsSql } from "./connect-jobs";
import { pruneJobs } from "./prune-jobs";
import { createRunStore } from "./run-store";
import type { EngineOptions } from "./start-engine";
import { type MakeFunctions, startOnDatabase } from "./test-target";

type Handler = Parameters<JobsClient["createFunction"]>[1];

describe("the embedded engine", { timeout: 60_000 }, () => {
  let database: TestDatabase;
  let sql: postgres.Sql;
  let jobs: JobsSql;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    sql = postgres(database.superUrl, { max: 2 });
    jobs = connectJobs(database.superUrl, 2);
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    await sql`truncate jobs.run, jobs.step, jobs.event`;
  });
  afterAll(async () => {
    await Promise.all([sql.end(), jobs.end()]);
    await database.drop();
  });
  const start = async (make: MakeFunctions, options: Partial<EngineOptions> = {}) => {
    const started = await startOnDatabase(database, make, options);
    stops.push(started.stop);
    return started;
  };
  const one = (handler: Handler, id = "job"): MakeFunctions => {
    return (client) => [
      client.createFunction({ id, triggers: [{ event: "test/job" }], retries: 0 }, handler),
    ];
  };
  const send = (client: JobsClient) => client.send({ name: "test/job", id: randomUUID() });
  const ended = (status: string) =>
    vi.waitFor(
      async () => {
        const [run] =
          await sql`select function_id, status, error, output, attempt from jobs.run order by created_at limit 1`;
        expect(run?.status).toBe(status);
        return run;
      },
      { timeout: 15_000, interval: 20 },
    );

  const refused: [string, (client: JobsClient) => InngestFunction.Any][] = [
    [
      "batchEvents",
      (c) =>
        c.createFunction(
          { id: "x", triggers: [{ event: "e" }], batchEvents: { maxSize: 2, timeout: "1s" } },
          noop,
        ),
    ],
    [
      "rateLimit",
      (c) =>
        c.createFunction(
          { id: "x", triggers: [{ event: "e" }], rateLimit: { limit: 1, period: "1s" } },
          noop,
        ),
    ],
    [
      "throttle",
      (c) =>
        c.createFunction({ id: "x", triggers: [{ event: "e" }], throttle: { limit: 1, period: "1s" } }, noop),
    ],
    [
      "debounce",
      (c) => c.createFunction({ id: "x", triggers: [{ event: "e" }], debounce: { period: "1s" } }, noop),
    ],
    [
      "priority",
      (c) => c.createFunction({ id: "x", triggers: [{ event: "e" }], priority: { run: "1" } }, noop),
    ],
    [
      "cancelOn",
      (c) => c.createFunction({ id: "x", triggers: [{ event: "e" }], cancelOn: [{ event: "y" }] }, noop),
    ],
    [
      "timeouts",
      (c) => c.createFunction({ id: "x", triggers: [{ event: "e" }], timeouts: { finish: "1s" } }, noop),
    ],
    [
      "singleton",
      (c) => c.createFunction({ id: "x", triggers: [{ event: "e" }], singleton: { mode: "skip" } }, noop),
    ],
    [
      "trigger expression (if)",
      (c) => c.createFunction({ id: "x", triggers: [{ event: "e", if: "event.data.a == 1" }] }, noop),
    ],
    ["event pattern e/*", (c) => c.createFunction({ id: "x", triggers: [{ event: "e/*" }] }, noop)],
    ["without event or cron (invoke)", (c) => c.createFunction({ id: "x" }, noop)],
    [
      "concurrency scope account",
      (c) =>
        c.createFunction(
          {
            id: "x",
            triggers: [{ event: "e" }],
            concurrency: { limit: 1, scope: "account", key: "event.data.a" },
          },
          noop,
        ),
    ],
    [
      "second concurrency limit",
      (c) =>
        c.createFunction(
          { id: "x", triggers: [{ event: "e" }], concurrency: [{ limit: 1 }, { limit: 2 }] },
          noop,
        ),
    ],
    [
      "concurrency key",
      (c) =>
        c.createFunction(
          { id: "x", triggers: [{ event: "e" }], concurrency: { limit: 1, key: "event.user.id" } },
          noop,
        ),
    ],
    [
      "idempotency",
      (c) =>
        c.createFunction(
          { id: "x", triggers: [{ event: "e" }], idempotency: "event.data.a + event.data.b" },
          noop,
        ),
    ],
  ];
  test.each(refused)("refuses %s by name at start", async (name, make) => {
    await expect(start((client) => [make(client)])).rejects.toThrow(name);
  });

  const ops: [string, Handler][] = [
    ["step.sleep", ({ step }) => step.sleep("nap", "1s")],
    ["step.waitForEvent", ({ step }) => step.waitForEvent("wait", { event: "e", timeout: "1s" })],
    ["running steps in parallel", ({ step }) => Promise.all([step.run("a", noop), step.run("b", noop)])],
  ];
  test.each(ops)("fails a run that uses %s and says so", async (name, handler) => {
    const { client } = await start(one(handler));
    await send(client);
    const run = await ended("failed");
    expect(run?.error.message).toBe(`${name} is not supported by the embedded job engine`);
  });

  test("fails at start the runs of a function that is gone", async () => {
    const old = await start(one(noop, "old"), { slots: 0 });
    await send(old.client);
    await ended("queued");
    await old.stop();
    await start(one(noop, "new"));
    expect((await ended("failed"))?.error.message).toBe("the function oakline-old is no longer registered");
  });

  test("lets a second engine wait, and take over when the first one stops", async () => {
    const calls: string[] = [];
    const first = await start(one(() => calls.push("first")));
    await first.engine.running;
    const second = await start(one(() => calls.push("second")));
    await Promise.all(Array.from({ length: 5 }, () => send(second.client)));
    await vi.waitFor(() => expect(calls).toHaveLength(5), { timeout: 10_000 });
    expect(new Set(calls)).toEqual(new Set(["first"]));
    await first.stop();
    expect(await second.engine.running).toBe(true);
    await send(second.client);
    await vi.waitFor(() => expect(calls.at(-1)).toBe("second"), { timeout: 10_000 });
    expect(first.lost.concat(second.lost)).toEqual([]);
  });

  test("reports the loss of its lock, and its successor repeats no finished step", async () => {
    const calls: string[] = [];
    const gate = createGate();
    const zombie = await start(
      (client) => [
        client.createFunction({ id: "job", triggers: [{ event: "test/job" }] }, async ({ step }) => {
          await step.run("a", () => void calls.push("zombie a"));
          await step.run("b", async () => {
            calls.push("zombie b");
            await gate.promise;
          });
          await step.run("c", () => void calls.push("zombie c"));
        }),
      ],
      {},
    );
    await zombie.engine.running;
    await send(zombie.client);
    await vi.waitFor(() => expect(calls).toContain("zombie b"), { timeout: 10_000 });
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'oakline-jobs-lock'
      and datname = current_database()`;
    await vi.waitFor(() => expect(zombie.lost).toHaveLength(1));
    const heirGate = createGate();
    const heir = await start((client) => [
      client.createFunction({ id: "job", triggers: [{ event: "test/job" }] }, async ({ step }) => {
        await step.run("a", () => void calls.push("heir a"));
        await step.run("b", async () => {
          calls.push("heir b");
          await heirGate.promise;
          return "of the heir";
        });
        return step.run("c", () => void calls.push("heir c"));
      }),
    ]);
    await heir.engine.running;
    await vi.waitFor(() => expect(calls).toContain("heir b"), { timeout: 10_000 });
    // The zombie wakes up while its successor works on the same step: it may neither store it nor go on.
    gate.open();
    await zombie.stop();
    expect((await sql`select name from jobs.step`).map((row) => row.name)).toEqual(["a"]);
    heirGate.open();
    await ended("completed");
    expect(calls).toEqual(["zombie a", "zombie b", "heir b", "heir c"]);
    const [b] = await sql`select output from jobs.step where name = 'b'`;
    expect(b?.output).toEqual({ data: "of the heir" });
  });

  test("lets an engine that was replaced take no run", async () => {
    const { client, engine } = await start(one(noop), { slots: 0 });
    await engine.running;
    await send(client);
    await ended("queued");
    const [row] = await sql`select id, epoch::int from jobs.run, jobs.heartbeat`;
    const boss = new PgBoss({
      connectionString: database.jobsUrl,
      schema: "boss",
      supervise: false,
      schedule: false,
    });
    await boss.start();
    const take = (epoch: number) =>
      createRunStore(jobs, boss, epoch).take("oakline-job", { free: 9, perGroup: undefined });
    expect(await take(row?.epoch - 1)).toBeNull();
    expect(await take(row?.epoch)).toMatchObject([{ id: row?.id, activation: 1 }]);
    expect(await take(row?.epoch)).toEqual([]);
    await boss.stop();
  });

  test("finishes the step at hand when it stops, begins no other, and goes on with it at the next start", async () => {
    const calls: string[] = [];
    const gate = createGate();
    const make = one(async ({ step }) => {
      await step.run("a", async () => {
        calls.push("a");
        await gate.promise;
      });
      await step.run("b", () => void calls.push("b"));
    });
    const first = await start(make);
    await send(first.client);
    await vi.waitFor(() => expect(calls).toEqual(["a"]), { timeout: 10_000 });
    const stopped = first.stop();
    gate.open();
    await stopped;
    expect(calls).toEqual(["a"]);
    expect((await ended("queued"))?.attempt).toBe(0);
    await start(make);
    await ended("completed");
    expect(calls).toEqual(["a", "b"]);
  });

  test("a run that is due finds a place while two other functions have more long runs than there are slots", async () => {
    const gate = Promise.withResolvers<void>();
    const calls: string[] = [];
    const { engine } = await start(
      (client) => [
        ...["orders", "status"].map((id) =>
          client.createFunction({ id, triggers: [{ event: "test/long" }] }, async () => {
            calls.push(id);
            await gate.promise;
          }),
        ),
        client.createFunction({ id: "short", triggers: [{ event: "test/short" }] }, () =>
          calls.push("short"),
        ),
      ],
      { slots: 6 },
    );
    await engine.running;
    const many = (name: string, count: number) =>
      Array.from({ length: count }, () => ({ id: randomUUID(), name: `test/${name}`, data: {} }));
    await sql`select jobs.ingest(${JSON.stringify(many("long", 9))}::text::jsonb)`;
    await vi.waitFor(() => expect(calls).toHaveLength(4), { timeout: 10_000 });
    await sql`select jobs.ingest(${JSON.stringify(many("short", 3))}::text::jsonb)`;
    await vi.waitFor(() => expect(calls.filter((call) => call === "short")).toHaveLength(3), {
      timeout: 10_000,
    });
    gate.resolve();
  });

  test("a limit in all holds beside one by key: of three keys two are at work at a time, and each comes to its turn", async () => {
    const gates = [1, 2, 3].map(() => Promise.withResolvers<void>());
    const begun: number[] = [];
    const { engine } = await start(
      (client) => [
        client.createFunction(
          {
            id: "keyed",
            triggers: [{ event: "test/keyed" }],
            concurrency: [{ limit: 2 }, { key: "event.data.key", limit: 1 }],
          },
          async () => {
            begun.push(begun.length);
            await gates[begun.length - 1]?.promise;
          },
        ),
      ],
      { slots: 12 },
    );
    await engine.running;
    const events = ["a", "b", "c"].map((key) => ({ id: key, name: "test/keyed", data: { key } }));
    await sql`select jobs.ingest(${JSON.stringify(events)}::text::jsonb)`;
    await vi.waitFor(() => expect(begun).toHaveLength(2), { timeout: 10_000 });
    gates[0]?.resolve();
    await vi.waitFor(() => expect(begun).toHaveLength(3), { timeout: 10_000 });
    const [left] = await sql`select count(*)::int as running from jobs.run where status = 'running'`;
    expect(left?.running).toBe(2);
    for (const gate of gates) gate.resolve();
  });

  test("stops at once in the middle of a long queue, and a short queue does not wait for it", async () => {
    const calls = { long: 0, short: 0 };
    const { engine, stop } = await start(
      (client) => [
        client.createFunction({ id: "long", triggers: [{ event: "test/long" }] }, () => void calls.long++),
        client.createFunction({ id: "short", triggers: [{ event: "test/short" }] }, () => void calls.short++),
      ],
      { slots: 4 },
    );
    await engine.running;
    const many = (name: string, count: number) =>
      Array.from({ length: count }, (_, n) => ({ id: `${name} ${n}`, name: `test/${name}`, data: {} }));
    await sql`select jobs.ingest(${JSON.stringify(many("long", 3000))}::text::jsonb)`;
    await vi.waitFor(() => expect(calls.long).toBeGreaterThan(0), { timeout: 10_000 });
    await sql`select jobs.ingest(${JSON.stringify(many("short", 3))}::text::jsonb)`;
    await vi.waitFor(() => expect(calls.short).toBe(3), { timeout: 10_000, interval: 10 });
    expect(calls.long).toBeLessThan(2000);
    const before = performance.now();
    await stop();
    expect(performance.now() - before).toBeLessThan(3000);
    const [left] = await sql`select count(*)::int as running from jobs.run where status = 'running'`;
    expect(left?.running).toBe(0);
  });

  test("does not wait longer than its deadline for a step that hangs", async () => {
    const gate = createGate();
    const { client, stop } = await start(one(({ step }) => step.run("hang", () => gate.promise)));
    await send(client);
    await ended("running");
    const before = performance.now();
    await stop(300);
    expect(performance.now() - before).toBeLessThan(3000);
    gate.open();
  });

  test("sends the event of a step that is repeated once, also when the code gave it no id", async () => {
    const received: unknown[] = [];
    const { client } = await start((jobs) => [
      jobs.createFunction({ id: "job", triggers: [{ event: "test/job" }] }, async ({ step, attempt }) => {
        await step.run("tell", async () => {
          await jobs.send([
            { name: "test/told", data: { n: 1 } },
            { name: "test/told", data: { n: 2 } },
          ]);
          await jobs.send({ name: "test/told", data: { n: 3 } });
          if (attempt === 0) throw new RetryAfterError("after sending", 0);
        });
      }),
      jobs.createFunction({ id: "told", triggers: [{ event: "test/told" }] }, ({ event }) =>
        received.push(event.data.n),
      ),
    ]);
    await send(client);
    await ended("completed");
    await vi.waitFor(() => expect(received).toHaveLength(3), { timeout: 10_000 });
    const [sent] = await sql`select count(*)::int as events from jobs.event where name = 'test/told'`;
    expect(sent?.events).toBe(3);
    expect(received.toSorted()).toEqual([1, 2, 3]);
  });

  test("makes up a cron that was missed while nothing ran once, not once per miss", async () => {
    const away = (new Date().getMinutes() + 30) % 60;
    const make: MakeFunctions = (client) => [
      client.createFunction({ id: "hourly", triggers: [cron(`${away} * * * *`)] }, noop),
    ];
    const first = await start(make);
    await first.engine.running;
    await first.stop();
    await sql`update boss.version set cron_on = now() - interval '5 hours'`;
    await sql`update boss.schedule set created_on = now() - interval '1 day', updated_on = now() - interval '1 day'`;
    await start(make);
    await ended("completed");
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const [row] = await sql`select count(*)::int as runs from jobs.run`;
    expect(row?.runs).toBe(1);
  });

  test("keeps errors and results with NUL, emoji and foreign scripts", async () => {
    const { client } = await start(one(({ step }) => step.run("a", () => ({ text: "a\u0000b 采购 🐟" }))));
    await send(client);
    expect((await ended("completed"))?.output).toEqual({ text: "a\u0000b 采购 🐟" });
  });

  test("fails a run whose step returns more than 4 MiB", async () => {
    const { client } = await start(one(({ step }) => step.run("a", () => "x".repeat(5 * 1024 * 1024))));
    await send(client);
    expect((await ended("failed"))?.error.message).toBe("the output is larger than 4 MiB");
  });

  test("shows its state to the web process, which can send events and nothing else", async () => {
    const { client, engine } = await start(one(noop));
    await engine.running;
    const app = postgres(database.appUrl, { max: 1 });
    await send(client);
    await ended("completed");
    const [health] = await app`select * from jobs.health()`;
    expect(health?.engine).toMatch(/^[0-9a-f-]{36}$/);
    expect(Date.now() - health?.at.getTime()).toBeLessThan(10_000);
    for (const table of ["jobs.event", "jobs.run", "jobs.step", "jobs.heartbeat", "boss.job"]) {
      await expect(app.unsafe(`select * from ${table}`)).rejects.toThrow("permission denied");
    }
    for (const url of [database.authUrl, database.schedulerUrl]) {
      const other = postgres(url, { max: 1 });
      await expect(other`select jobs.ingest('[]')`).rejects.toThrow("permission denied");
      await other.end();
    }
    await expect(app`select jobs.ingest('[{"id": "a", "name": "b"}]')`).rejects.toThrow(
      "an event needs id, name and data",
    );
    await app.end();
  });

  test("forgets ended runs and routed events after the given days, and nothing younger", async () => {
    const { client } = await start(one(noop));
    await send(client);
    await ended("completed");
    expect(await pruneJobs(jobs, 30)).toEqual({ runs: 0, events: 0 });
    await sql`update jobs.run set ended_at = now() - interval '31 days'`;
    await sql`update jobs.event set received_at = now() - interval '31 days'`;
    expect(await pruneJobs(jobs, 30)).toEqual({ runs: 1, events: 1 });
  });
});

function createGate() {
  let open = () => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open: () => open() };
}

function noop() {
  return null;
}
