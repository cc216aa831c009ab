import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import type { Source } from "@/server/platform/env";

export type ChildPlan = {
  name: string;
  /** program and arguments; a Node program gets the watch on its launcher by `nodeArguments` */
  command: readonly [string, ...string[]];
  env: Source;
  cwd?: string;
  logFile: string;
  /** gets the output as it comes, beside the log file */
  onOutput?: (chunk: string) => void;
  /** ready when a line of its output matches, or when the address gives any answer; absent: once started */
  ready?: { line: RegExp } | { url: string };
};

export type Supervised = {
  name: string;
  /** resolves at the first readiness, rejects when it ended `maxStartFailures` (3) times before */
  ready: Promise<void>;
  pid(): number | undefined;
  /** stops it and its whole group and starts it no more; resolves when no process is left */
  stop(): Promise<void>;
};

type Surroundings = {
  say: (line: string) => void;
  /** between SIGTERM and SIGKILL */
  graceMs?: number;
  delayMs?: (failures: number) => number;
  maxStartFailures?: number;
};

const steadyMs = 60_000;

/** @returns milliseconds before the next start: 0.5 s, doubled with each failure in a row, at most 30 s. */
export function restartDelayMs(failures: number): number {
  return Math.min(30_000, 500 * 2 ** (failures - 1));
}

/** Arguments that make a Node program leave when this process dies. */
export function nodeArguments(buildDir: string): string[] {
  return [
    "--enable-source-maps",
    "--import",
    `file://${buildDir}/leave-with-parent.js?parent=${process.pid}`,
  ];
}

/** Starts a process in a group of its own and starts it again, with back-off and by name, whenever it ends. */
export function supervise(
  plan: ChildPlan,
  { say, graceMs = 10_000, delayMs = restartDelayMs, maxStartFailures = 3 }: Surroundings,
): Supervised {
  let child: ChildProcess | undefined;
  let isStopping = false;
  let wasReady = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let ended: Promise<void> = Promise.resolve();
  const { promise: ready, resolve: setReady, reject: setFailed } = Promise.withResolvers<void>();
  // Whoever awaits `ready` hears of it; stop() before that must not end the process by an unhandled rejection.
  ready.catch(() => undefined);

  const start = () => {
    const startedAt = performance.now();
    const current = spawnGroup(plan);
    child = current.child;
    ended = current.ended.then(({ how, tail }) => {
      child = undefined;
      if (isStopping) return;
      failures = performance.now() - startedAt > steadyMs ? 1 : failures + 1;
      if (!wasReady && failures === maxStartFailures) {
        isStopping = true;
        setFailed(new Error(`${plan.name} ended ${failures} times at start (${how}):\n${tail}`));
        return;
      }
      const wait = delayMs(failures);
      say(
        `${plan.name} ended (${how}); starting it again in ${(wait / 1000).toFixed(1)} s${tail ? `\n${tail}` : ""}`,
      );
      timer = setTimeout(start, wait);
    });
    void current.ready.then((isReady) => {
      if (!isReady) return;
      if (wasReady) say(`${plan.name} is back`);
      wasReady = true;
      setReady();
    });
  };
  start();
  return {
    name: plan.name,
    ready,
    pid: () => child?.pid,
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      if (child?.pid) await stopGroup(child.pid, ended, graceMs);
      setFailed(new Error(`${plan.name} was stopped`));
    },
  };
}

/** Sends SIGTERM to a group, SIGKILL after `graceMs`; resolves when its leader has ended and the rest is killed. */
export async function stopGroup(pid: number, ended: Promise<unknown>, graceMs: number): Promise<void> {
  signalGroup(pid, "SIGTERM");
  const force = setTimeout(() => signalGroup(pid, "SIGKILL"), graceMs);
  await ended;
  clearTimeout(force);
}

function spawnGroup(plan: ChildPlan) {
  const [program, ...args] = plan.command;
  const child = spawn(program, args, {
    cwd: plan.cwd,
    env: { NODE_ENV: "production", ...plan.env },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  let tail = "";
  const { promise: ready, resolve } = Promise.withResolvers<boolean>();
  const take = (chunk: Buffer) => {
    tail = (tail + chunk.toString("utf8")).slice(-4000);
    appendFileSync(plan.logFile, chunk);
    plan.onOutput?.(chunk.toString("utf8"));
    if (plan.ready && "line" in plan.ready && plan.ready.line.test(tail)) resolve(true);
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  // The other end may be gone before we close ours.
  child.stdin.on("error", () => undefined);
  const ended = new Promise<{ how: string; tail: string }>((done) => {
    child.once("error", (error) => done({ how: error.message, tail }));
    child.once("exit", (code, signal) => {
      // Whatever it started dies with it: a second copy must not meet the first one's children.
      if (child.pid) signalGroup(child.pid, "SIGKILL");
      done({ how: signal ?? `exit code ${code}`, tail: tail.trim().split("\n").slice(-12).join("\n") });
    });
  }).finally(() => resolve(false));
  if (!plan.ready) child.once("spawn", () => resolve(true));
  else if ("url" in plan.ready)
    void pollUrl(plan.ready.url, () => child.exitCode !== null || child.signalCode !== null).then(resolve);
  return { child, ready, ended };
}

/** @returns true at the first answer of any status, false when `isOver` says there is nothing to wait for. */
async function pollUrl(url: string, isOver: () => boolean): Promise<boolean> {
  while (!isOver()) {
    const isUp = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5000) }).then(
      (response) => response.body?.cancel().then(() => true) ?? true,
      // Refused or silent: not up yet.
      () => false,
    );
    if (isUp) return true;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return false;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: nobody is left in the group.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
