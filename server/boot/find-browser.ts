import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";
import { z } from "zod";
import { runForCode } from "@/server/boot/run-to-end";
import type { Source } from "@/server/platform/env";

type Say = (line: string) => void;
const systemPaths = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/chromium-browser",
];
const sparticuzVersion = "147.0.0";

/** @returns a Chromium that is here already: named, Playwright's own, or the system's. */
export function findBrowser(env: Source): string | null {
  const named = env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist`);
  const candidates = [named, chromium.executablePath(), ...systemPaths];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}

/** Finds a Chromium or installs one: from a named Playwright mirror, by apt as root, else from npm into .data/. */
export async function requireBrowser(root: string, env: Source, say: Say): Promise<string> {
  await installChineseFont(root, env, say);
  const found = findBrowser(env);
  if (found) return found;
  if (env.PLAYWRIGHT_DOWNLOAD_HOST || env.PLAYWRIGHT_CHROMIUM_DOWNLOAD_HOST) {
    say("installing Chromium from the mirror that the environment names");
    await tryRun(root, env, [
      process.execPath,
      join(root, "node_modules/@playwright/test/cli.js"),
      "install",
      "chromium",
    ]);
  }
  if (!findBrowser(env)) await aptInstall(root, env, say, ["chromium"]);
  return findBrowser(env) ?? (await installFromNpm(root, say));
}

// Without it a picture of a Chinese page shows boxes; the tests themselves pass all the same.
async function installChineseFont(root: string, env: Source, say: Say): Promise<void> {
  const { code, stdout } = await runForCode(
    task(root, env, ["/bin/sh", "-c", "fc-list :lang=zh | head -n 1"]),
  );
  if (code === 0 && stdout.trim()) return;
  if (!(await aptInstall(root, env, say, ["fonts-noto-cjk"])))
    say("no Chinese font: pictures of Chinese pages show boxes");
}

async function aptInstall(root: string, env: Source, say: Say, packages: string[]): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  say(`apt-get install ${packages.join(" ")}`);
  const apt = ["/usr/bin/apt-get", "-y", "-q", "--no-install-recommends", "install", ...packages];
  const quiet = { ...env, DEBIAN_FRONTEND: "noninteractive" };
  if (await tryRun(root, quiet, apt)) return true;
  // A fresh machine has no lists yet.
  return (
    (await tryRun(root, quiet, ["/usr/bin/apt-get", "-q", "update"])) && (await tryRun(root, quiet, apt))
  );
}

async function installFromNpm(root: string, say: Say): Promise<string> {
  const home = join(root, ".data/chromium");
  mkdirSync(home, { recursive: true });
  say(`npm install @sparticuz/chromium@${sparticuzVersion} into .data/chromium`);
  const spec = `@sparticuz/chromium@${sparticuzVersion}`;
  execFileSync("npm", ["install", "--no-save", "--no-package-lock", "--prefix", home, spec], {
    stdio: "inherit",
  });
  const entry = createRequire(join(home, "x.js")).resolve("@sparticuz/chromium");
  const loaded: unknown = await import(pathToFileURL(entry).href);
  const shape = z.object({
    default: z.custom<{ executablePath(): Promise<string> }>((value) => value !== undefined),
  });
  return await shape.parse(loaded).default.executablePath();
}

async function tryRun(
  root: string,
  env: Source,
  command: [string, ...string[]] | string[],
): Promise<boolean> {
  const { code, output } = await runForCode(task(root, env, command));
  if (code !== 0) process.stderr.write(output.slice(-2000));
  return code === 0;
}

function task(root: string, env: Source, [program = "", ...args]: string[]) {
  return { name: program, command: [program, ...args] as const, cwd: root, env };
}
