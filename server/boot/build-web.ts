import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { join, relative } from "node:path";
import { runToEnd } from "@/server/boot/run-to-end";
import { nodeArguments } from "@/server/boot/supervise";
import type { Source } from "@/server/platform/env";

const sources = ["app", "components", "server", "db", "public"];
const sourceFiles = ["next.config.ts", "package-lock.json", "package.json", "tsconfig.json", "proxy.ts"];
const notInTheWeb = /\.test\.tsx?$|\.md$|\/server\/(boot|acorn\/simulator)\/|\/db\/(seed|testing)\//;
const keptBuilds = 2;

/**
 * Builds the web server when its sources changed and keeps each build under the hash of its sources,
 * so that a server that runs from an older one is not disturbed. @returns the path of its server.js.
 */
export async function buildWeb(root: string, env: Source, note: (text: string) => void): Promise<string> {
  const hash = hashSources(root);
  const target = join(root, ".data/web", hash);
  const server = join(target, "server.js");
  if (existsSync(server)) {
    utimesSync(target, new Date(), new Date());
    note("the build is fresh");
    return server;
  }
  note("next build");
  await runToEnd({
    name: "next build",
    command: [
      process.execPath,
      ...nodeArguments(join(root, ".data/build")),
      join(root, "node_modules/next/dist/bin/next"),
      "build",
    ],
    cwd: root,
    env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  const built = completeStandalone(root);
  const fresh = `${target}.${process.pid}`;
  mkdirSync(join(root, ".data/web"), { recursive: true });
  cpSync(built, fresh, { recursive: true, verbatimSymlinks: true });
  if (existsSync(target)) rmSync(target, { recursive: true });
  renameSync(fresh, target);
  dropOldBuilds(join(root, ".data/web"));
  return server;
}

/** Puts what the standalone server needs beside it. @returns its folder. */
function completeStandalone(root: string): string {
  const standalone = join(root, ".next/standalone");
  if (!existsSync(join(standalone, "server.js"))) {
    throw new Error("next build made no .next/standalone/server.js: set output and outputFileTracingRoot");
  }
  cpSync(join(root, ".next/static"), join(standalone, ".next/static"), { recursive: true });
  if (existsSync(join(root, "public")))
    cpSync(join(root, "public"), join(standalone, "public"), { recursive: true });
  // Next copies them along: a secret taken out of .env later would stay in force.
  for (const name of readdirSync(standalone)) if (name.startsWith(".env")) rmSync(join(standalone, name));
  return standalone;
}

/** @returns a hash over names and bytes of everything the build reads; tests do not count. */
export function hashSources(root: string): string {
  const hash = createHash("sha256").update(process.version);
  const files = sources.flatMap((dir) => (existsSync(join(root, dir)) ? listFiles(join(root, dir)) : []));
  const single = sourceFiles.map((name) => join(root, name)).filter((path) => existsSync(path));
  const extra = existsSync(join(root, "instrumentation.ts")) ? [join(root, "instrumentation.ts")] : [];
  for (const file of [...files, ...single, ...extra].toSorted()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

function listFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !notInTheWeb.test(path));
}

function dropOldBuilds(dir: string): void {
  const byAge = readdirSync(dir)
    .map((name) => ({ path: join(dir, name), usedAt: statSync(join(dir, name)).mtimeMs }))
    .toSorted((a, b) => b.usedAt - a.usedAt);
  for (const { path } of byAge.slice(keptBuilds)) rmSync(path, { recursive: true, force: true });
}
