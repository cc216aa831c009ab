import { randomUUID } from "node:crypto";
import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import type { PgBoss } from "pg-boss";
import { z } from "zod";
import type { Logger } from "@/server/platform/log";
import { connectJobs, type JobsSql, openSession, type Session } from "./connect-jobs";
import { createDispatcher, type Dispatcher } from "./dispatch-runs";
import { type EmbeddedServer, embeddedUrl } from "./embedded-server";
import { type FunctionPlan, planFunctions } from "./function-plan";
import { holdLock } from "./hold-lock";
import { recoverRuns, takeOver } from "./recover-runs";
import { repeatWork } from "./repeat-work";
import { routeEvents } from "./route-events";
import { startCronRuns, syncSchedules } from "./run-crons";
import { createRunStore } from "./run-store";
import { startQueue } from "./start-queue";

export type EngineOptions = {
  /** connects as a member of oakline_jobs with that role set */
  url: string;
  client: Inngest.Any;
  functions: readonly InngestFunction.Any[];
  server: EmbeddedServer;
  log: Logger;
  /** called once when another engine may run: the process must end at once */
  onLost: (why: string) => void;
  /** runs at work at the same time; of one function a third of it */
  slots?: number;
  /** silence after which another engine may take over */
  leaseMs?: number;
  pollMs?: number;
};

export type Engine = {
  /** true once this process is the one that runs; false when it was stopped while it waited */
  running: Promise<boolean>;
  /** Finishes the steps at hand, begins no other, and gives the lock back; waits at most `deadlineMs`. */
  stop(deadlineMs?: number): Promise<void>;
};

const configsShape = z.object({ functions: z.unknown() });

/**
 * Starts the embedded engine: checks every function first (throws UnsupportedFeature), then waits for the lock
 * in the background. Whatever happens to the process, no step that finished is called again.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const handler = serve({ client: options.client, functions: [...options.functions] });
  const plans = planFunctions(await readConfigs(handler));
  const stopping = new AbortController();
  const sql = connectJobs(options.url, 8);
  const closers: (() => Promise<unknown>)[] = [() => sql.end()];

  const run = async (): Promise<boolean> => {
    const { leaseMs = 30_000, url, log } = options;
    let isLost = false;
    const onLost = (why: string) => {
      if (!isLost) options.onLost(why);
      isLost = true;
    };
    const lock = await holdLock({ url, leaseMs, onLost, signal: stopping.signal });
    if (!lock) return false;
    closers.unshift(() => lock.release());
    const name = randomUUID();
    const epoch = await takeOver(sql, name);
    const boss = await startQueue(url, plans, log);
    closers.unshift(() => boss.stop({ graceful: false }));
    await recoverRuns(sql, boss, plans);
    await syncSchedules(boss, plans);
    const store = createRunStore(sql, boss, epoch);
    const { pollMs = 500, slots = 30 } = options;
    const dispatcher = createDispatcher({ sql, plans, store, handler, log, slots, onBroken: onLost });
    options.server.attach(dispatcher.checkpoint);
    const rest = startTurns({ url, sql, boss, plans, dispatcher, epoch, log, pollMs });
    closers.unshift(async () => {
      dispatcher.halt();
      await rest();
      await dispatcher.drain();
    });
    log.info({ engine: name, functions: plans.map((plan) => plan.id) }, "job engine runs");
    return true;
  };

  const running = run();
  const close = async () => {
    stopping.abort();
    await running.catch(() => false);
    for (const closer of closers) await closer();
  };
  let closed: Promise<void> | null = null;
  return {
    running,
    stop: (deadlineMs = 10_000) => {
      closed ??= close();
      return Promise.race([closed, new Promise<void>((resolve) => setTimeout(resolve, deadlineMs).unref())]);
    },
  };
}

type Turns = {
  url: string;
  sql: JobsSql;
  boss: PgBoss;
  plans: readonly FunctionPlan[];
  dispatcher: Dispatcher;
  epoch: number;
  log: Logger;
  pollMs: number;
};

/** Everything the engine does again and again. @returns what ends it */
function startTurns({ url, sql, boss, plans, dispatcher, epoch, log, pollMs }: Turns): () => Promise<void> {
  const dispatching = repeatWork(pollMs, () => dispatcher.dispatch(), log);
  // Events announce themselves; the poll is for those of a moment in which nobody listened.
  let ear: Session | null = null;
  const listen = async () => {
    const onEnd = () => {
      ear = null;
    };
    ear = await openSession(url, { name: "oakline-jobs-ear", onEnd });
    ear.client.on("notification", () => routing.poke());
    await ear.sql`listen oakline_jobs`;
  };
  const route = async () => {
    if (!ear) await listen();
    while ((await routeEvents(sql, boss, plans)) > 0) dispatching.poke();
  };
  const tick = async () => {
    if ((await startCronRuns(sql, boss, plans)) > 0) dispatching.poke();
  };
  const routing = repeatWork(pollMs * 4, route, log);
  const ticking = repeatWork(Math.max(pollMs, 1000), tick, log);
  const beating = repeatWork(5000, () => beat(sql, epoch), log);
  dispatcher.onFree(dispatching.poke);
  return async () => {
    await Promise.all([routing.end(), ticking.end(), beating.end(), dispatching.end()]);
    await ear?.end();
  };
}

async function readConfigs(handler: (request: Request) => Promise<Response>): Promise<unknown> {
  const url = new URL("api/inngest", embeddedUrl);
  const response = await handler(
    new Request(url, {
      method: "PUT",
      headers: { host: "embedded", "content-type": "application/json", "x-inngest-sync-kind": "in_band" },
      body: JSON.stringify({ url: url.href }),
    }),
  );
  return configsShape.parse(await response.json()).functions;
}

/** What /api/health reads: an engine whose beat is old does not run. */
async function beat(sql: JobsSql, epoch: number): Promise<void> {
  await sql`update jobs.heartbeat set at = now(),
    queued = (select count(*) from jobs.run where status = 'queued'),
    running = (select count(*) from jobs.run where status = 'running'),
    failed = (select count(*) from jobs.run where ended_at > now() - interval '1 day' and status = 'failed')
    where epoch = ${epoch}`;
}
