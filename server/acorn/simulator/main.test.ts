import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder: string;
let bundle: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulator-"));
  bundle = join(folder, "simulator.mjs");
  const entryPoints = [resolve(import.meta.dirname, "main.ts")];
  await build({
    entryPoints,
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: bundle,
    logLevel: "error",
  });
});
afterAll(() => rm(folder, { recursive: true }));

function start(...args: string[]) {
  const child = spawn(process.execPath, [bundle, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (output.text += String(chunk)));
  const ended = new Promise<number | null>((done) => child.on("exit", (code) => done(code)));
  return { child, output, ended };
}

test("says where it listens, on loopback, and SIGTERM ends it even while a call hangs", async () => {
  const { child, output, ended } = start("--port", "0", "--seed", "7");
  const url = await new Promise<string>((done) => {
    child.stdout.on("data", () => {
      const found = /^ready (http:\/\/127\.0\.0\.1:\d+)$/m.exec(output.text)?.[1];
      if (found) done(found);
    });
  });
  expect((await fetch(`${url}/health`)).status).toBe(200);
  const headers = { "x-simulator-control": "1" };
  const body = JSON.stringify({ operation: "token", fault: "never-answer" });
  await fetch(`${url}/control/faults`, { method: "POST", headers, body });
  const hanging = fetch(`${url}/auth/o2/token`, { method: "POST" }).catch(() => "ended");
  const struck = async () => JSON.stringify(await (await fetch(`${url}/control/faults`, { headers })).json());
  await expect.poll(struck).toContain('"struck":1');
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(await hanging).toBe("ended");
});

test.each([
  ["--port", "99999"],
  ["--seed", "seven"],
  ["--at", "tomorrow"],
  ["--unknown", "1"],
])("refuses %s %s and names it", async (flag, value) => {
  const { output, ended } = start(flag, value);
  expect(await ended).toBe(1);
  expect(output.text).toContain(flag);
});
