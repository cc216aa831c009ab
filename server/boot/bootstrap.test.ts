import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildBundles, findNode, install, whyInstall } from "@/server/boot/bootstrap.mjs";

let root = "";
const lock = (version: string) =>
  JSON.stringify({
    packages: {
      "": { name: "x" },
      "node_modules/a": { version },
      "node_modules/other-platform": { version: "1.0.0", optional: true },
    },
  });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "oakline-bootstrap-"));
  writeFileSync(join(root, "package-lock.json"), lock("1.0.0"));
});
afterEach(() => rmSync(root, { recursive: true }));

function installed(version: string): void {
  mkdirSync(join(root, "node_modules"), { recursive: true });
  const packages = { "node_modules/a": { version } };
  writeFileSync(join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages }));
}

test("a fresh clone is installed", () => {
  expect(whyInstall(root)).toMatch(/nothing is installed/);
});

test("an install that was cut short is done again", () => {
  mkdirSync(join(root, "node_modules"));
  expect(whyInstall(root)).toMatch(/did not finish/);
});

test("an install that stands as locked is left alone, packages of other platforms aside", async () => {
  installed("1.0.0");
  await install(root, () => undefined);
  expect(whyInstall(root)).toBeNull();
  expect(existsSync(join(root, "node_modules/.oakline-stamp"))).toBe(true);
});

test("a changed lock file makes the install stale and names the package", async () => {
  installed("1.0.0");
  await install(root, () => undefined);
  writeFileSync(join(root, "package-lock.json"), lock("1.0.1"));
  expect(whyInstall(root)).toBe("node_modules/a is 1.0.0, locked 1.0.1");
});

test("a failed npm ci stops the command and leaves no stamp", async () => {
  const said: string[] = [];
  const dependencies = { a: "1.0.0" };
  const packages = {
    "": { dependencies },
    "node_modules/a": { version: "1.0.0", resolved: "http://127.0.0.1:9/a.tgz", integrity: "sha512-AA==" },
  };
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ lockfileVersion: 3, packages }));
  writeFileSync(join(root, "package.json"), JSON.stringify({ dependencies }));
  writeFileSync(join(root, ".npmrc"), "registry=http://127.0.0.1:9/\nfetch-retries=0\n");
  await expect(install(root, (line: string) => said.push(line))).rejects.toThrow(/npm ci ended with/);
  expect(said[0]).toMatch(/npm ci$/);
  expect(whyInstall(root)).not.toBeNull();
});

test("bundles resolve the alias, JSX and server-only, and leave packages outside", async () => {
  const home = process.cwd();
  mkdirSync(join(root, "server"));
  writeFileSync(join(root, "package.json"), "{}");
  cpSync(join(home, "node_modules/esbuild"), join(root, "node_modules/esbuild"), { recursive: true });
  cpSync(join(home, "node_modules/@esbuild"), join(root, "node_modules/@esbuild"), { recursive: true });
  writeFileSync(join(root, "server/part.tsx"), "export const part = <p>part</p>;");
  writeFileSync(
    join(root, "server/main.ts"),
    'import "server-only";\nimport { part } from "@/server/part";\nimport z from "zod";\nconsole.log(part, z);',
  );
  const target = await buildBundles(root, { main: "server/main.ts", absent: "server/absent.ts" });
  const code = readFileSync(join(target, "main.js"), "utf8");
  expect(code).toMatch(/from "react\/jsx-runtime"/);
  expect(code).toMatch(/from "zod"/);
  expect(code).not.toMatch(/@\/|server-only"/);
  expect(existsSync(join(target, "absent.js"))).toBe(false);
});

test("finds a Node 24 to run with", () => {
  expect(findNode(process.cwd())).toMatch(/node$/);
});

test("an unknown command is refused with the list of those there are", async () => {
  const child = spawn(process.execPath, ["server/boot/bootstrap.mjs", "dance"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(code).toBe(1);
  expect(said).toMatch(/unknown command "dance"; known: up, test, verify/);
});
