import { type ChildProcess, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { buildBundles } from "@/server/boot/bootstrap.mjs";
import { hashSources } from "@/server/boot/build-web";
import { freePort } from "@/server/boot/free-port";
import { removePostgresFiles } from "@/server/boot/place-postgres";
import type { Source } from "@/server/platform/env";

// The real `up` with real services, in a clone of its own below a closed folder (mktemp -d);
// only web, worker and data are small stand-ins, so that a start takes a second.
// Whole instances on a busy machine; what is promised to be quick is measured in its test.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let parent = "";
let root = "";
const home = process.cwd();
const running = new Set<ChildProcess>();

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), "oakline-up-"));
  root = join(parent, "clone");
  const build = await buildBundles(home, {
    up: "server/boot/up.ts",
    "leave-with-parent": "server/boot/leave-with-parent.ts",
    "mail-catcher": "server/boot/mail-catcher-process.ts",
    "acorn-simulator": "server/acorn/simulator/main.ts",
  });
  cpSync(join(home, "drizzle"), join(root, "drizzle"), { recursive: true });
  symlinkSync(join(home, "node_modules"), join(root, "node_modules"));
  const target = join(root, ".data/build");
  mkdirSync(target, { recursive: true });
  for (const name of ["up", "leave-with-parent", "mail-catcher", "acorn-simulator"]) {
    cpSync(join(build, `${name}.js`), join(target, `${name}.js`));
  }
  writeFileSync(join(target, "worker.js"), "setInterval(() => {}, 1000)");
  writeFileSync(
    join(target, "prepare-data.js"),
    'console.log("sign in " + process.argv[2] + ": " + process.env.APP_URL + "/x " + process.env.DATABASE_OWNER_URL)',
  );
  const server = join(root, ".data/web", hashSources(root), "server.js");
  mkdirSync(dirname(server), { recursive: true });
  writeFileSync(
    server,
    'require("http").createServer((q, r) => r.end(process.env.DATABASE_OWNER_URL ?? "closed")).listen(process.env.PORT, process.env.HOSTNAME)',
  );
});

afterEach(async () => {
  for (const child of running) child.kill("SIGTERM");
  await Promise.all([...running].map((child) => new Promise((resolve) => child.once("close", resolve))));
});

afterAll(() => {
  for (const name of existsSync(root) ? readdirSync(root) : []) {
    if (name.startsWith(".data")) removePostgresFiles(join(root, name));
  }
  rmSync(parent, { recursive: true, force: true });
});

function up(args: string[], env: Source = {}) {
  const child = spawn(process.execPath, [join(root, ".data/build/up.js"), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  running.add(child);
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve)).finally(() =>
    running.delete(child),
  );
  const saw = (pattern: RegExp) =>
    expect.poll(() => output, { timeout: 40_000, interval: 50 }).toMatch(pattern);
  return { child, ended, saw, output: () => output, url: () => /^ready (\S+)$/m.exec(output)?.[1] ?? "" };
}

/** Processes that have this clone's path in their command line, or PostgreSQL's files of it. */
function left(): string[] {
  const places = readdirSync(root)
    .filter((name) => existsSync(join(root, name, "location")))
    .map((name) => readFileSync(join(root, name, "location"), "utf8").trim());
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid) && existsSync(`/proc/${pid}/cmdline`))
    .map((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8"))
    .filter((command) => [root, ...places].some((place) => command.includes(place)));
}

test("comes up below a closed folder, says its defaults, closes the owner's door to web, and leaves nothing on SIGTERM", async () => {
  const first = up(["--port", "0"]);
  await first.saw(/^ready http:\/\/localhost:\d+$/m);
  expect(first.output()).toMatch(/^sign in demo: http:\/\/localhost:\d+\/x undefined$/m);
  for (const service of ["database", "vendor accounts", "mail", "jobs", "secrets"]) {
    expect(first.output()).toMatch(new RegExp(`^default +${service}: `, "m"));
  }
  expect(await (await fetch(first.url())).text()).toBe("closed");
  first.child.kill("SIGTERM");
  expect(await first.ended).toBe(0);
  await expect.poll(left).toEqual([]);
});

test("a second start finds its data and is quick", async () => {
  const secrets = () => readFileSync(join(root, ".data/secrets.json"), "utf8");
  const before = secrets();
  const started = performance.now();
  const again = up(["--port", "0"]);
  await again.saw(/^ready /m);
  expect(performance.now() - started).toBeLessThan(15_000);
  expect(again.output()).toMatch(/^migrations +nothing new/m);
  expect(secrets()).toBe(before);
});

test("killed with -9 it leaves no process, and the next start recovers", async () => {
  const first = up(["--port", "0"]);
  await first.saw(/^ready /m);
  first.child.kill("SIGKILL");
  await first.ended;
  await expect.poll(left, { timeout: 15_000 }).toEqual([]);
  const next = up(["--port", "0"]);
  await next.saw(/^ready /m);
});

test("a second one on the same folder says who holds it and ends; on another folder it takes the next port, aloud", async () => {
  const port = await freePort();
  const first = up(["--port", String(port)]);
  await first.saw(/^ready /m);
  const same = up(["--port", "0"]);
  expect(await same.ended).toBe(1);
  expect(same.output()).toContain(`in use by process ${first.child.pid}`);
  const other = up(["--port", String(port), "--data", ".data-other", "--empty"]);
  await other.saw(/^ready /m);
  expect(other.output()).toMatch(new RegExp(`^port +${port} is busy, taking \\d+$`, "m"));
  expect(other.output()).toMatch(/^sign in empty: /m);
  expect(other.url()).not.toBe(first.url());
});

test("a crashed worker is named and comes back while the rest goes on", async () => {
  const first = up(["--port", "0"]);
  await first.saw(/^ready /m);
  const worker = readdirSync("/proc").find((pid) => {
    const file = `/proc/${pid}/cmdline`;
    return (
      /^\d+$/.test(pid) &&
      existsSync(file) &&
      readFileSync(file, "utf8").includes(join(root, ".data/build/worker.js"))
    );
  });
  process.kill(Number(worker), "SIGKILL");
  await first.saw(/^worker ended \(SIGKILL\); starting it again in 0\.5 s$/m);
  await first.saw(/^worker is back$/m);
  expect((await fetch(first.url())).status).toBe(200);
});

test("a wrong configuration starts nothing and names every variable", async () => {
  const wrong = up(["--port", "0"], { DATABASE_URL: "postgres://a@db.example/x", SMTP_URL: "https://x" });
  expect(await wrong.ended).toBe(1);
  for (const name of ["SMTP_URL", "MAIL_FROM", "DATABASE_OWNER_URL", "AUTH_SECRET", "APP_URL"]) {
    expect(wrong.output()).toMatch(new RegExp(`^ {2}${name} `, "m"));
  }
  expect(wrong.output()).not.toMatch(/postgres +127/);
});

test("a service that is set and does not answer stops the start and is named; what was started is stopped", async () => {
  const wrong = up(["--port", "0"], { SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "a@b.example" });
  expect(await wrong.ended).toBe(1);
  expect(wrong.output()).toMatch(/^SMTP_URL: .*ECONNREFUSED.*check host/m);
  await expect.poll(left).toEqual([]);
});
