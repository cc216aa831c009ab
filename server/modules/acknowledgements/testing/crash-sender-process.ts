import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import type { TestDatabase } from "@/db/testing/database";
import type { AnswerTask } from "./crash-answerer";
import { openProxy } from "./crash-proxy";
import {
  type Failpoint,
  type LifeOrder,
  type SenderMessage,
  type SenderReport,
  wireSteps,
} from "./crash-steps";

export type CrashPrograms = { folder: string; remove(): Promise<void> };
const programs = ["crash-sender", "crash-answerer"];

/** The processes that are struck, each in one file: they start in a fifth of a second, again and again. */
export async function buildCrashPrograms(): Promise<CrashPrograms> {
  const root = process.cwd();
  await mkdir(path.join(root, ".data/test"), { recursive: true });
  const folder = await mkdtemp(path.join(root, ".data/test/crash-"));
  await build({
    entryPoints: programs.map((name) =>
      path.join(root, "server/modules/acknowledgements/testing", `${name}.ts`),
    ),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    tsconfig: path.join(root, "tsconfig.json"),
    bundle: true,
    platform: "node",
    format: "esm",
    // what is bundled from CommonJS asks for Node's own modules by require
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

const running = new Set<ChildProcess>();
// a frozen process notices nothing, not even that this one has gone
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

type Place = { programs: CrashPrograms; database: TestDatabase; simulatorUrl: string };

function start(name: string, { programs: { folder }, database }: Place, simulatorUrl: string): ChildProcess {
  const child = spawn(process.execPath, [path.join(folder, `${name}.mjs`)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      ...{ APP_DATABASE: database.appUrl, AUTH_DATABASE: database.authUrl },
      ...{ SCHEDULER_DATABASE: database.schedulerUrl, SIMULATOR: simulatorUrl },
      NODE_COMPILE_CACHE: path.join(folder, "cache"),
    },
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** One life of a sender: killed, or ended by itself, with what failed in it. */
export type Life = { isKilled: boolean; wasHeld: boolean; faults: string[] };
export type LifePlan = {
  failpoint?: Failpoint | null;
  only?: readonly string[] | null;
  isBlind?: boolean;
  /** dies so long after its start, wherever it is then */
  killAfterMs?: number;
  /** what it needs is taken away from it: it may fail, or end, as a worker does that is then started anew */
  mayFail?: boolean;
  /** what happens while it stands at its failpoint */
  onHeld?: (child: ChildProcess) => Promise<void>;
};
export type Sender = { live(at: number, plan: LifePlan): Promise<Life>; stop(): Promise<void> };

/** A sender that goes on living from instant to instant, until it is killed; the next life is another process then. */
export async function openSender(place: Place): Promise<Sender> {
  const proxy = await openProxy(place.simulatorUrl);
  let child: ChildProcess | null = null;
  return {
    live: async (at, plan) => {
      // one that may fail may also have ended since its last life
      if (!child?.connected) child = start("crash-sender", place, proxy.url);
      const life = await oneLife(child, { at, plan, proxy });
      if (life.isKilled) child = null;
      return life;
    },
    stop: async () => {
      if (child?.connected) {
        const gone = once(child, "exit");
        child.disconnect();
        await gone;
      }
      await proxy.stop();
    },
  };
}

type Wire = Awaited<ReturnType<typeof openProxy>>;

async function oneLife(child: ChildProcess, of: { at: number; plan: LifePlan; proxy: Wire }): Promise<Life> {
  const { at, plan, proxy } = of;
  const { failpoint = null, only = null, isBlind = false, onHeld = async () => undefined } = plan;
  let holding: Promise<void> | null = null;
  const hold = () => {
    holding = onHeld(child);
    return holding;
  };
  const { promise: ended, resolve, reject } = Promise.withResolvers<Omit<Life, "wasHeld">>();
  const onExit = (code: number | null, signal: string | null) => {
    if (signal === "SIGKILL") resolve({ isKilled: true, faults: [] });
    else if (plan.mayFail) resolve({ isKilled: true, faults: [`it ended by itself: ${code} ${signal}`] });
    else reject(new Error(`the sender ended by itself: ${code} ${signal}`));
  };
  const onMessage = (message: SenderReport) => {
    if (message.kind === "done") resolve({ isKilled: false, faults: message.faults });
    else hold().then(() => child.connected && tell(child, { kind: "go" }), reject);
  };
  child.once("exit", onExit).on("message", onMessage);
  if (failpoint && wireSteps.includes(failpoint.step)) {
    const { step, nth, action } = failpoint;
    const strike = async () => {
      if (action === "hold") {
        await hold();
        return "alive" as const;
      }
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
      return "dead" as const;
    };
    proxy.arm({ step, nth, strike });
  }
  const order: LifeOrder = { kind: "live", at: new Date(at).toISOString(), failpoint, only, isBlind };
  tell(child, order);
  const timer =
    plan.killAfterMs === undefined ? null : setTimeout(() => child.kill("SIGKILL"), plan.killAfterMs);
  try {
    const life = await ended;
    // whatever became of it, what was taken away is to be there again
    await holding;
    return { ...life, wasHeld: holding !== null };
  } finally {
    if (timer) clearTimeout(timer);
    proxy.arm(null);
    child.off("exit", onExit).off("message", onMessage);
  }
}

const tell = (child: ChildProcess, message: SenderMessage) => child.send(message);

/** A process takes a person's answer and dies at the step that the task names. */
export async function dieAnswering(place: Place, task: AnswerTask): Promise<void> {
  const child = start("crash-answerer", place, place.simulatorUrl);
  const gone = once(child, "exit");
  child.send(task);
  const [code, signal] = await gone;
  if (signal !== "SIGKILL")
    throw new Error(`the process that took an answer ended by itself: ${code} ${signal}`);
}
