import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, expect, test } from "vitest";
import { startPostgres } from "@/server/boot/postgres";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** mktemp -d: mode 0700, so that no other user may walk into it */
function closedDir(): string {
  const dir = mkdtempSync(join(tmpdir(), "oakline-closed-"));
  cleanUps.push(() => rmSync(dir, { recursive: true, force: true }));
  return join(dir, ".data");
}

async function start(dataDir: string) {
  const server = await startPostgres({ dataDir, log: () => undefined });
  cleanUps.push(server.stop);
  if (!server.filesDir.startsWith(dataDir)) {
    cleanUps.unshift(() => rmSync(join(server.filesDir, ".."), { recursive: true, force: true }));
  }
  return server;
}

async function query(url: string, text: string) {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

test("runs below a folder closed to every other user, speaks real Unicode and keeps its data", async () => {
  const dataDir = closedDir();
  const first = await start(dataDir);
  expect(
    await query(first.superUrl, "select lower('KÖLN') as town, current_setting('TimeZone') as zone"),
  ).toEqual([{ town: "köln", zone: "UTC" }]);
  await query(first.superUrl, "create table kept as select 7 as n");
  await first.stop();
  const second = await start(dataDir);
  expect(await query(second.superUrl, "select n from kept")).toEqual([{ n: 7 }]);
  expect(statSync(join(dataDir, "pg-password")).mode & 0o777).toBe(0o600);
});

test("refuses a wrong password", async () => {
  const server = await start(closedDir());
  const wrong = server.superUrl.replace(/:[0-9a-f]+@/, ":wrong@");
  await expect(query(wrong, "select 1")).rejects.toMatchObject({ code: "28P01" });
});

test("comes up with its committed rows after kill -9 of every server process, on the port it had", async () => {
  const dataDir = closedDir();
  const first = await start(dataDir);
  await query(first.superUrl, "create table kept as select 7 as n");
  const postmaster = Number.parseInt(readFileSync(join(first.filesDir, "postmaster.pid"), "utf8"), 10);
  process.kill(postmaster, "SIGKILL");
  await first.ended;
  const second = await startPostgres({ dataDir, port: first.port, log: () => undefined });
  cleanUps.push(second.stop);
  expect(second.port).toBe(first.port);
  expect(await query(second.superUrl, "select n from kept")).toEqual([{ n: 7 }]);
});

test("does not outlive a launcher that was killed, and a throwaway takes its folder along", async () => {
  const script = `
    import { startThrowawayPostgres } from "./server/boot/test-database.ts";
    const server = await startThrowawayPostgres();
    console.log(JSON.stringify({ filesDir: server.filesDir }));
    setInterval(() => undefined, 1000);`;
  const dir = mkdtempSync(join(tmpdir(), "oakline-launcher-"));
  cleanUps.push(() => rmSync(dir, { recursive: true, force: true }));
  const bundle = join(process.cwd(), `.data/launcher-${process.pid}.mjs`);
  cleanUps.push(() => rmSync(bundle, { force: true }));
  const flags = [
    "--bundle",
    "--platform=node",
    "--format=esm",
    "--packages=external",
    `--alias:@=${process.cwd()}`,
  ];
  execFileSync("esbuild", [...flags, `--outfile=${bundle}`, "--log-level=warning"], { input: script });
  const launcher = spawn(process.execPath, [bundle], { stdio: ["ignore", "pipe", "inherit"] });
  const line: Buffer = await new Promise((resolve) => launcher.stdout.once("data", resolve));
  const { filesDir }: { filesDir: string } = JSON.parse(line.toString());
  const postmaster = Number.parseInt(readFileSync(join(filesDir, "postmaster.pid"), "utf8"), 10);
  launcher.kill("SIGKILL");
  await expect.poll(() => existsSync(filesDir), { timeout: 10_000 }).toBe(false);
  expect(() => process.kill(postmaster, 0)).toThrow("ESRCH");
});
