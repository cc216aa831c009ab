import { type ChildProcess, spawn } from "node:child_process";
import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { appendFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { build } from "esbuild";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openWire } from "@/db/testing/cut-wire";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";

const root = path.resolve(import.meta.dirname, "../../..");

describe("a worker process", { timeout: 120_000 }, () => {
  let folder: string;
  let database: TestDatabase;
  let sql: postgres.Sql;
  let diary: string;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    // Inside the tree, so that the bundle finds its packages.
    await mkdir(path.join(root, ".data/test"), { recursive: true });
    folder = await mkdtemp(path.join(root, ".data/test/crash-"));
    await build({
      entryPoints: [path.join(import.meta.dirname, "crash-worker.ts")],
      outfile: path.join(folder, "worker.mjs"),
      tsconfig: path.join(root, "tsconfig.json"),
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
    });
    database = await createTestDatabase();
    sql = postgres(database.superUrl, { max: 2 });
  });
  afterAll(async () => {
    await sql.end();
    await database.drop();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    diary = path.join(folder, `${randomUUID()}.txt`);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
    await sql`truncate jobs.run, jobs.step, jobs.event`;
  });

  const start = (name = "", leaseMs = 30_000, url = database.schedulerUrl) => {
    const child = spawn(process.execPath, [path.join(folder, "worker.mjs")], {
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        DATABASE: url,
        DIARY: diary,
        NAME: name,
        LEASE_MS: String(leaseMs),
      },
    });
    children.push(child);
    const exit = once(child, "exit").then(([code, signal]) => ({ code, signal }));
    return { child, exit };
  };
  const lines = () => (existsSync(diary) ? readFileSync(diary, "utf8").trim().split("\n") : []);
  const send = (name: string) =>
    sql`select jobs.ingest(${JSON.stringify([{ id: randomUUID(), name, data: {} }])}::text::jsonb)`;
  const unfinished = async () => {
    const [row] = await sql`select (select count(*) from jobs.event where routed_at is null)
      + (select count(*) from jobs.run where status <> 'completed') as left`;
    return Number(row?.left);
  };
  const allDone = () =>
    vi.waitFor(async () => expect(await unfinished()).toBe(0), { timeout: 60_000, interval: 50 });

  test("killed before, in and after each step goes on where it was: no finished step is called again", async () => {
    await send("test/fragile");
    const deaths = 9;
    for (let death = 0; death < deaths; death++) {
      expect(await start().exit).toEqual({ code: null, signal: "SIGKILL" });
    }
    start();
    await allDone();
    const perStep = (name: string) => [
      `died before ${name}`,
      `begin ${name}`,
      `died inside ${name}`,
      `begin ${name}`,
      `end ${name}`,
      `died after ${name}`,
    ];
    expect(lines()).toEqual(["a", "b", "c"].flatMap(perStep));
  });

  test("does not die for ever of a step that kills it: each death is one of the step's tries", async () => {
    await send("test/deadly");
    for (const _ of [1, 2]) expect((await start().exit).signal).toBe("SIGKILL");
    start();
    await vi.waitFor(async () => {
      const [run] = await sql`select status, error from jobs.run`;
      expect(run).toMatchObject({ status: "failed", error: { name: "WorkerDied" } });
    }, 20_000);
    expect(lines()).toEqual(["deadly", "deadly"]);
  });

  const seed = Number(process.env.CRASH_SEED ?? randomInt(2 ** 31));
  test(`killed at random loses no run and repeats no stored step (CRASH_SEED=${seed})`, async () => {
    const random = mulberry(seed);
    const runs = 60;
    for (let n = 0; n < runs; n++) await send("test/steady");
    /** what stood in the table when worker N was dead */
    const stored: Set<string>[] = [];
    const kills = 6;
    for (let life = 0; life < kills; life++) {
      const { child, exit } = start(String(life));
      const before = lines().length;
      // The bundle's own start varies: the time that counts begins with the first step.
      await vi.waitFor(() => expect(lines().length).toBeGreaterThan(before), {
        timeout: 20_000,
        interval: 5,
      });
      await wait(random() * 60);
      child.kill("SIGKILL");
      await exit;
      const steps = await sql`select run_id, name from jobs.step`;
      stored.push(new Set(steps.map((step) => `${step.run_id} ${step.name}`)));
    }
    start(String(kills));
    await allDone();
    const [count] = await sql`select count(*)::int as runs from jobs.run`;
    expect(count?.runs).toBe(runs);
    const repeated = lines().filter((line) => {
      const [life = "", ...step] = line.split(" ");
      return stored[Number(life) - 1]?.has(step.join(" "));
    });
    expect(repeated).toEqual([]);
    expect(stored.at(-1)?.size).toBeLessThan(runs * 4);
  });

  test("frozen longer than its lease is replaced; when it wakes up it writes nothing and exits 70", async () => {
    const zombie = start("zombie", 1500);
    await send("test/slow");
    await vi.waitFor(() => expect(lines()).toContain("zombie begins a"), { timeout: 20_000 });
    zombie.child.kill("SIGSTOP");
    start("heir", 1500);
    await vi.waitFor(() => expect(lines()).toContain("heir begins a"), { timeout: 20_000 });
    await appendFile(diary, "gate open\n");
    await allDone();
    const before = await sql`select * from jobs.step order by position`;
    zombie.child.kill("SIGCONT");
    expect(await zombie.exit).toEqual({ code: 70, signal: null });
    expect(await sql`select * from jobs.step order by position`).toEqual(before);
    expect(lines().filter((line) => line.endsWith("does b"))).toEqual(["heir does b"]);
  });

  test("whose database goes away ends with 70 at whatever it was, and the next one goes on where it stood", async () => {
    const wire = await openWire(database.superUrl);
    const url = wire.through(database.schedulerUrl);
    const runs = 40;
    for (let n = 0; n < runs; n++) await send("test/steady");
    for (let life = 0; life < 6; life++) {
      const { exit } = start("", 30_000, url);
      const before = lines().length;
      await vi.waitFor(() => expect(lines().length).toBeGreaterThan(before), {
        timeout: 20_000,
        interval: 5,
      });
      await wait(life * 15);
      wire.sever();
      expect(await exit).toEqual({ code: 70, signal: null });
      // while it is away nothing can start
      if (life === 0) expect((await start("", 30_000, url).exit).code).toBe(1);
      wire.mend();
    }
    start("", 30_000, url);
    await allDone();
    const [count] = await sql`select count(*)::int as runs from jobs.run`;
    expect(count?.runs).toBe(runs);
    await wire.close();
  });

  test("ends with 0 on SIGTERM, and leaves nothing marked as at work", async () => {
    const { child, exit } = start("polite");
    await send("test/slow");
    await vi.waitFor(() => expect(lines()).toContain("polite begins a"), { timeout: 20_000 });
    child.kill("SIGTERM");
    await wait(200);
    await appendFile(diary, "gate open\n");
    expect(await exit).toEqual({ code: 0, signal: null });
    expect(lines()).not.toContain("polite does b");
    const [run] = await sql`select status, attempt from jobs.run`;
    expect(run).toEqual({ status: "queued", attempt: 0 });
  });
});

/** A small seeded generator (mulberry32), so that a failure can be repeated. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
