import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  clearRunning,
  emptyDataFolder,
  FolderInUseError,
  findRunning,
  holderOf,
  instanceSecrets,
  lockDataFolder,
  writeRunning,
} from "@/server/boot/data-folder";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "oakline-folder-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

test("of two instances on one folder the second is refused and told by whom", () => {
  const release = lockDataFolder(dir);
  expect(() => lockDataFolder(dir)).toThrow(FolderInUseError);
  expect(() => lockDataFolder(dir)).toThrow(String(process.pid));
  release();
  lockDataFolder(dir)();
  expect(existsSync(join(dir, "lock"))).toBe(false);
});

test("a lock left by a killed process is taken over", () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeFileSync(join(dir, "lock"), JSON.stringify({ pid, startedAt: "1" }));
  lockDataFolder(dir);
  expect(holderOf(dir)).toBe(process.pid);
});

test("a lock whose process number was given to a stranger is taken over", () => {
  writeFileSync(join(dir, "lock"), JSON.stringify({ pid: process.pid, startedAt: "1" }));
  lockDataFolder(dir);
  expect(holderOf(dir)).toBe(process.pid);
});

test("secrets are random per folder, kept, and readable by their owner alone", () => {
  const other = join(dir, "other");
  mkdirSync(other);
  const secrets = instanceSecrets(dir);
  expect(instanceSecrets(dir)).toEqual(secrets);
  expect(instanceSecrets(other).authSecret).not.toBe(secrets.authSecret);
  expect(statSync(join(dir, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(new Set(Object.values(secrets.passwords)).size).toBe(5);
});

test("a note of what runs counts only while its writer holds the folder", () => {
  const note = { pid: process.pid, url: "http://localhost:1", env: { APP_URL: "x" }, services: {} };
  const release = lockDataFolder(dir);
  writeRunning(dir, note);
  expect(findRunning(dir)).toEqual(note);
  expect(statSync(join(dir, "running.json")).mode & 0o777).toBe(0o600);
  release();
  expect(findRunning(dir)).toBeNull();
  clearRunning(dir);
});

test("--fresh removes database and secrets and leaves bundles and builds", () => {
  for (const name of ["pg", "build", "web", "logs"]) mkdirSync(join(dir, name));
  const before = instanceSecrets(dir);
  emptyDataFolder(dir);
  expect(["pg", "build", "web", "logs"].filter((name) => existsSync(join(dir, name)))).toEqual([
    "build",
    "web",
  ]);
  expect(instanceSecrets(dir)).not.toEqual(before);
  expect(readFileSync(join(dir, "secrets.json"), "utf8")).not.toContain(before.authSecret);
});
