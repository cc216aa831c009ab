import type { Logger } from "@/server/platform/log";
import { activateRun, type FunctionHandler } from "./activate-run";
import { backoffMs } from "./backoff";
import type { JobsSql } from "./connect-jobs";
import type { Checkpoint } from "./embedded-server";
import type { FunctionPlan } from "./function-plan";
import { type ActiveRun, type RunStore, StaleActivation } from "./run-store";

type DispatcherOptions = {
  sql: JobsSql;
  plans: readonly FunctionPlan[];
  store: RunStore;
  handler: FunctionHandler;
  log: Logger;
  slots: number;
  /** the engine cannot write any more: only a new process can put its runs right */
  onBroken: (why: string) => void;
};

export type Dispatcher = {
  /**
   * Starts due runs until the slots are full or nothing is due; the functions take turns in being first, and none has
   * more than a third of the slots.
   */
  dispatch(): Promise<void>;
  checkpoint: Checkpoint;
  onFree(listener: () => void): void;
  /** From here on nothing begins, neither runs nor steps. */
  halt(): void;
  /** Resolves when every run at work has finished its step. */
  drain(): Promise<void>;
};

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { sql, plans, store, handler, log, slots } = options;
  const atWork = new Map<string, { functionId: string; done: Promise<void> }>();
  // However many runs of one function wait, another's find a place.
  const share = Math.ceil(slots / 3);
  const freeFor = ({ id, atOnce }: FunctionPlan) => {
    const busy = [...atWork.values()].filter(({ functionId }) => functionId === id).length;
    return Math.min(slots - atWork.size, Math.min(share, atOnce ?? share) - busy);
  };
  let stopping = false;
  let notifyFree = () => {};
  let turn = 0;

  const work = async (run: ActiveRun, plan: FunctionPlan) => {
    const started = performance.now();
    try {
      await activateRun(run, { store, handler, plan, isStopping: () => stopping });
      log.debug({ runId: run.id, function: plan.id, ms: performance.now() - started }, "run activated");
    } catch (error) {
      log.error({ err: error, runId: run.id, function: plan.id }, "run broke outside its function");
      await postpone(run, plan, error);
    }
  };
  const postpone = async (run: ActiveRun, plan: FunctionPlan, cause: unknown) => {
    try {
      if (run.attempt + 1 < plan.maxAttempts) await store.retry(run, backoffMs(run.attempt, Math.random()));
      else await store.fail(run, { name: "EngineError", message: String(cause) });
    } catch (error) {
      if (!(error instanceof StaleActivation)) options.onBroken(`run ${run.id} cannot be put back: ${error}`);
    }
  };
  const take = async (plan: FunctionPlan, free: number): Promise<number> => {
    const runs = await store.take(plan.id, { free, perGroup: plan.concurrency?.limit });
    if (runs === null) {
      stopping = true;
      options.onBroken("another engine has taken over");
      return 0;
    }
    for (const run of runs) {
      const done = work(run, plan).finally(() => {
        atWork.delete(run.id);
        notifyFree();
      });
      atWork.set(run.id, { functionId: plan.id, done });
    }
    return runs.length;
  };

  /** One batch for each function that has something due, so that a long queue holds up no other. */
  const round = async (): Promise<number> => {
    const due =
      await sql`select distinct function_id from jobs.run where status = 'queued' and due_at <= now()`;
    const names = new Set(due.map((row) => row.function_id));
    const waiting = plans.filter((plan) => names.has(plan.id));
    let taken = 0;
    turn += 1;
    for (const index of waiting.keys()) {
      const plan = waiting[(index + turn) % waiting.length];
      const free = plan ? freeFor(plan) : 0;
      if (plan && !stopping && free > 0) taken += await take(plan, free);
    }
    return taken;
  };

  return {
    dispatch: async () => {
      // A batch may hold several jobs of one key, of which it gives only the first: ask until nothing comes.
      while (!stopping && atWork.size < slots && (await round()) > 0);
    },
    checkpoint: async (token, ops) => {
      const [id = "", activation = ""] = token.split(":");
      try {
        await store.storeSteps({ id, activation: Number(activation) }, ops);
      } catch (error) {
        if (error instanceof StaleActivation) return "stale";
        throw error;
      }
      return stopping ? "stop" : "stored";
    },
    onFree: (listener) => {
      notifyFree = listener;
    },
    halt: () => {
      stopping = true;
    },
    drain: async () => {
      await Promise.all([...atWork.values()].map(({ done }) => done));
    },
  };
}
