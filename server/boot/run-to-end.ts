import { type ChildProcess, spawn } from "node:child_process";
import { stopGroup } from "@/server/boot/supervise";
import type { Source } from "@/server/platform/env";

type Task = {
  name: string;
  command: readonly [string, ...string[]];
  cwd: string;
  env: Source;
  /** gets the output as it comes; without it the output is shown only when the task fails */
  onOutput?: (chunk: string) => void;
};

const running = new Map<ChildProcess, Promise<unknown>>();

/** Runs a program to its end. @returns its standard output; throws with the end of its output on any other exit than 0. */
export async function runToEnd(task: Task): Promise<string> {
  const { code, output, stdout } = await runForCode(task);
  if (code !== 0) throw new Error(`${task.name} ended with ${code}:\n${output.slice(-6000).trim()}`);
  return stdout;
}

/** As runToEnd, but any exit is an answer: 128 stands for an end by a signal. */
export async function runForCode(task: Task): Promise<{ code: number; output: string; stdout: string }> {
  const [program, ...args] = task.command;
  const env = { NODE_ENV: "production" as const, ...task.env };
  const child = spawn(program, args, {
    cwd: task.cwd,
    env,
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  let stdout = "";
  const take = (isStdout: boolean) => (chunk: Buffer) => {
    const text = chunk.toString("utf8");
    output += text;
    if (isStdout) stdout += text;
    task.onOutput?.(text);
  };
  child.stdout.on("data", take(true));
  child.stderr.on("data", take(false));
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 128));
  });
  running.set(child, ended);
  try {
    return { code: await ended, output, stdout };
  } finally {
    running.delete(child);
  }
}

/** Ends every task that still runs, with all it started. */
export async function stopTasks(): Promise<void> {
  await Promise.all(
    [...running].map(([child, ended]) =>
      child.pid
        ? stopGroup(
            child.pid,
            ended.catch(() => undefined),
            5000,
          )
        : undefined,
    ),
  );
}
