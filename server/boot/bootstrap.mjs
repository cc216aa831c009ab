// The only file that runs before anything is installed: plain JavaScript, builtins alone, Node 20.9 on.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const commands = {
  up: "server/boot/up.ts",
  test: "server/boot/run-tests.ts",
  verify: "server/boot/run-tests.ts",
  doctor: "server/boot/doctor.ts",
  seed: "server/boot/seed.ts",
  simulator: "server/boot/simulator.ts",
  bench: "server/boot/bench.ts",
  crash: "server/boot/crash.ts",
};
// Processes that `up` starts from their bundles.
const processEntries = {
  "leave-with-parent": "server/boot/leave-with-parent.ts",
  "prepare-data": "server/boot/prepare-data.ts",
  "mail-catcher": "server/boot/mail-catcher-process.ts",
  "acorn-simulator": "server/acorn/simulator/main.ts",
  worker: "server/jobs/worker.ts",
};
// Only these act on a configured instance; tests and benches must never meet the one in .env.
const readsEnvFile = new Set(["up", "doctor", "seed"]);
const stampFile = "node_modules/.oakline-stamp";

/** @returns a hash of what an install depends on: the lock file and the kind of machine. */
export function installStamp(root) {
  const lock = readFileSync(join(root, "package-lock.json"));
  return createHash("sha256").update(lock).update(`${process.platform}-${process.arch}`).digest("hex");
}

/**
 * Says why node_modules must be installed anew, or null when it stands as locked.
 * Packages for other platforms may be absent; anything else must have the locked version and integrity.
 */
export function whyInstall(root) {
  if (!existsSync(join(root, "node_modules"))) return "nothing is installed yet";
  const stamp = join(root, stampFile);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === installStamp(root)) return null;
  const hidden = join(root, "node_modules/.package-lock.json");
  if (!existsSync(hidden)) return "an earlier install did not finish";
  const locked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(hidden, "utf8")).packages;
  for (const [path, entry] of Object.entries(locked)) {
    if (path === "") continue;
    const present = installed[path];
    if (!present && entry.optional) continue;
    if (!present) return `${path} is missing`;
    if (present.version !== entry.version) return `${path} is ${present.version}, locked ${entry.version}`;
  }
  return null;
}

/** Runs `npm ci` when needed; npm itself reads registry, proxy and certificates from the environment and .npmrc. */
export async function install(root, say) {
  const reason = whyInstall(root);
  if (reason) {
    const begun = Date.now();
    say(`install      ${reason}: npm ci`);
    const npm = process.env.npm_execpath?.endsWith(".js")
      ? [process.execPath, process.env.npm_execpath]
      : ["npm"];
    const args = [...npm.slice(1), "ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
    // On stderr, so that a command's own output stays clean; a terminal sees npm's progress bar.
    const child = spawn(npm[0], args, { cwd: root, stdio: ["ignore", 2, 2] });
    const beat = setInterval(() => say(`install      ${progress(root)}, ${seconds(begun)}`), 10_000);
    const code = await new Promise((done, fail) => child.on("error", fail).on("exit", done));
    clearInterval(beat);
    if (code !== 0) {
      throw new Error(`npm ci ended with ${code}: see its words above, mend the cause and start again`);
    }
    say(`install      done, ${seconds(begun)}`);
  }
  writeFileSync(join(root, stampFile), installStamp(root));
}

function progress(root) {
  const dir = join(root, "node_modules");
  return `${existsSync(dir) ? readdirSync(dir).length : 0} folders in node_modules`;
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/** @returns a Node 24: the installed one, else this one, else the first on the PATH. */
export function findNode(root) {
  const candidates = [join(root, "node_modules/node/bin/node"), process.execPath, "node"];
  for (const candidate of candidates) {
    const answer = spawnSync(candidate, ["-p", "process.versions.node"], { encoding: "utf8" });
    if (answer.status === 0 && Number.parseInt(answer.stdout, 10) >= 24) return candidate;
  }
  throw new Error("no Node 24: install scripts may be off; run `npm rebuild node --ignore-scripts=false`");
}

/** Bundles entries into .data/build (alias, JSX, `server-only` → empty; packages stay outside). Absent entries are left out. */
export async function buildBundles(root, entries) {
  const { build, stop } = await import(createRequire(join(root, "package.json")).resolve("esbuild"));
  const present = Object.entries(entries).filter(([, path]) => existsSync(join(root, path)));
  const target = join(root, ".data/build");
  const fresh = join(root, `.data/build-${process.pid}`);
  await build({
    entryPoints: present.map(([out, path]) => ({ in: join(root, path), out })),
    outdir: fresh,
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    jsx: "automatic",
    packages: "external",
    alias: { "@": root },
    sourcemap: "linked",
    logLevel: "warning",
    plugins: [emptyServerOnly],
  });
  await stop();
  mkdirSync(target, { recursive: true });
  // File by file, each whole: a process that is restarted meanwhile never reads half a bundle.
  for (const file of readdirSync(fresh)) renameSync(join(fresh, file), join(target, file));
  rmSync(fresh, { recursive: true });
  return target;
}

// `server-only` exists only inside Next, where importing it in the browser is an error.
const emptyServerOnly = {
  name: "empty-server-only",
  setup(build) {
    build.onResolve({ filter: /^server-only$/ }, () => ({ path: "server-only", namespace: "empty" }));
    build.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "" }));
  },
};

/** Runs the command and ends as it ends; passes signals on, and tells it by the closed channel when we are killed. */
function runCommand(node, file, args, root) {
  const isConfigured = readsEnvFile.has(basename(file, ".js")) && existsSync(join(root, ".env"));
  const flags = ["--enable-source-maps", ...(isConfigured ? ["--env-file=.env"] : [])];
  const env = { ...process.env, PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}` };
  const child = spawn(node, [...flags, file, ...args], {
    cwd: root,
    env: { ...env, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    // A session of its own: Ctrl-C reaches it once, through us.
    detached: true,
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal === "SIGHUP" ? "SIGTERM" : signal));
  }
  // Below npm, a killed npm must not leave us behind; its shell, which stands between, does not tell.
  const above = ancestors();
  if (process.env.npm_lifecycle_event) {
    setInterval(() => ancestors() !== above && child.kill("SIGTERM"), 500).unref();
  }
  child.on("error", fail);
  child.on("exit", (code, signal) => process.exit(signal ? 130 : code));
}

/** @returns parent and grandparent; a process whose parent died gets another. */
function ancestors() {
  const file = `/proc/${process.ppid}/stat`;
  const stat = existsSync(file) ? readFileSync(file, "utf8") : "";
  return `${process.ppid} ${stat.slice(stat.lastIndexOf(")")).split(" ")[2]}`;
}

function fail(error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

async function main() {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  const [command = "", ...args] = process.argv.slice(2);
  if (!Object.hasOwn(commands, command)) {
    throw new Error(`unknown command "${command}"; known: ${Object.keys(commands).join(", ")}`);
  }
  const say = (line) => process.stderr.write(`${line}\n`);
  await install(root, say);
  const node = findNode(root);
  // The browser tests start an instance of their own.
  const entries = {
    [command]: commands[command],
    ...(command === "test" && { up: commands.up }),
    ...processEntries,
  };
  const target = await buildBundles(root, entries);
  const name = command === "verify" ? ["verify"] : [];
  runCommand(node, join(target, `${command}.js`), [...name, ...args], root);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) main().catch(fail);
