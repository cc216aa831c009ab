import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ChildPlan, restartDelayMs, supervise } from "@/server/boot/supervise";

let dir = "";
let stops: (() => Promise<void>)[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "oakline-supervise-"));
  stops = [];
});
afterEach(async () => {
  for (const stop of stops) await stop();
  rmSync(dir, { recursive: true });
});

function start(script: string, extra: Partial<ChildPlan> = {}) {
  const said: string[] = [];
  const child = supervise(
    {
      name: "worker",
      command: [process.execPath, "-e", script],
      env: {},
      logFile: join(dir, "log"),
      ...extra,
    },
    { say: (line) => said.push(line), graceMs: 500, delayMs: () => 20 },
  );
  stops.push(child.stop);
  return { child, said };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A killed process that nobody has waited for yet still answers to signal 0.
  return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

const forever = "console.log('ready'); setInterval(() => {}, 1000)";
const line = { ready: { line: /^ready/m } };

test("the wait before a restart doubles and is capped at 30 s", () => {
  expect([1, 2, 3, 4, 10].map(restartDelayMs)).toEqual([500, 1000, 2000, 4000, 30_000]);
});

test("a crashed child is named and started again", async () => {
  const { child, said } = start(forever, line);
  await child.ready;
  const first = child.pid();
  process.kill(first ?? 0, "SIGKILL");
  await expect.poll(() => said.at(-1), { timeout: 5000 }).toBe("worker is back");
  expect(said[0]).toMatch(/^worker ended \(SIGKILL\); starting it again in 0\.0 s/);
  expect(child.pid()).not.toBe(first);
});

test("a child that never comes up is given up after three tries, with its last words", async () => {
  const { child } = start("console.error('no such table'); process.exit(3)", line);
  await expect(child.ready).rejects.toThrow(/worker ended 3 times at start \(exit code 3\):\nno such table/);
});

test("stopping ends a child that ignores SIGTERM, and what it started, for good", async () => {
  const script = `
    process.on("SIGTERM", () => {});
    const { spawn } = require("node:child_process");
    const inner = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"]);
    require("node:fs").writeFileSync(${JSON.stringify(join(dir, "inner"))}, String(inner.pid));
    console.log("ready"); setInterval(() => {}, 1000)`;
  const { child, said } = start(script, line);
  await child.ready;
  const pids = [child.pid() ?? 0, Number(readFileSync(join(dir, "inner"), "utf8"))];
  await child.stop();
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
  expect(said).toEqual([]);
});

test("children leave, with their own children, when the launcher is killed", async () => {
  const bundle = (name: string, source: string) => {
    const file = join(process.cwd(), `.data/${name}-${process.pid}.mjs`);
    const flags = [
      "--bundle",
      "--platform=node",
      "--format=esm",
      "--packages=external",
      `--alias:@=${process.cwd()}`,
    ];
    execFileSync("esbuild", [...flags, `--outfile=${file}`, "--log-level=warning"], { input: source });
    stops.push(async () => rmSync(file));
    return file;
  };
  const preload = bundle("leave", 'import "@/server/boot/leave-with-parent"');
  const inner = join(dir, "inner");
  writeFileSync(
    join(dir, "child.cjs"),
    `const { spawn } = require("node:child_process");
     const inner = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
     require("node:fs").writeFileSync(${JSON.stringify(inner)}, process.pid + " " + inner.pid);
     console.log("ready"); setInterval(() => {}, 1000);`,
  );
  const launcher = bundle(
    "launcher",
    `import { supervise } from "@/server/boot/supervise";
     const child = supervise({ name: "c", env: {}, logFile: ${JSON.stringify(join(dir, "log"))}, ready: { line: /ready/ },
       command: [process.execPath, "--import", "file://${preload}?parent=" + process.pid, ${JSON.stringify(join(dir, "child.cjs"))}],
     }, { say: console.error });
     await child.ready; console.log("up");`,
  );
  const parent = spawn(process.execPath, [launcher], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => parent.stdout.once("data", resolve));
  const pids = readFileSync(inner, "utf8").split(" ").map(Number);
  expect(pids.filter(isAlive)).toEqual(pids);
  parent.kill("SIGKILL");
  await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([]);
});
