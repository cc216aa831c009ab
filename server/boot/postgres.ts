import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { freePort } from "@/server/boot/free-port";
import {
  makeOwnedDir,
  type PostgresPlace,
  placePostgres,
  removePostgresFiles,
} from "@/server/boot/place-postgres";

export type RunningPostgres = {
  /** superuser, database `postgres`, loopback */
  superUrl: string;
  port: number;
  /** where the files lie; not always below the data folder */
  filesDir: string;
  /** resolves when the server has ended, however it ended */
  ended: Promise<void>;
  /** fast shutdown; resolves when no process is left */
  stop(): Promise<void>;
};

type Options = {
  dataDir: string;
  log: (line: string) => void;
  /** a port handed out earlier, to come back on after a crash */
  port?: number;
  /** no durability, and the whole data folder is removed when it ends, also when we are killed */
  isThrowaway?: boolean;
};

// When our end of its stdin closes, by stop() or because we died in any way, the server is shut down.
// The last argument of the script is a folder to remove afterwards, or empty.
const guardScript = `
remove=$1; shift; exec 3<&0
"$@" </dev/null 3<&- & server=$!
( read -r _ <&3; kill -INT $server 2>/dev/null ) & watch=$!
wait $server; code=$?
while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
kill $watch 2>/dev/null
[ -n "$remove" ] && rm -rf "$remove"
exit $code`;

const throwawayFlags = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];

/**
 * Starts PostgreSQL on loopback, making its files first when there are none.
 * A server or a pid file left by a killed start is dealt with; recovery is PostgreSQL's own.
 */
export async function startPostgres(options: Options): Promise<RunningPostgres> {
  const place = placePostgres(options.dataDir);
  // The guard runs as that user and must be able to remove the folder.
  if (options.isThrowaway && place.runAs) chownSync(options.dataDir, place.runAs.uid, place.runAs.gid);
  const password = superPassword(options.dataDir);
  await clearLeftover(place.dataDir);
  if (!existsSync(join(place.dataDir, "PG_VERSION"))) await initialise(place, password, options);
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const server = launch(place, port, options);
    const outcome = await server.started;
    const superUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    if (outcome.isReady) return { superUrl, port, filesDir: place.dataDir, ...server };
    // Somebody took the port between the look and the bind.
    const isPortTaken = outcome.output.includes("could not bind");
    if (!isPortTaken || attempt === 5) throw new Error(`PostgreSQL did not start:\n${outcome.output}`);
  }
}

function superPassword(dataDir: string): string {
  const file = join(dataDir, "pg-password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

async function initialise(place: PostgresPlace, password: string, options: Options): Promise<void> {
  options.log("making a new database cluster");
  // Under another name until it is whole: a start killed half way begins anew.
  const fresh = `${place.dataDir}.new`;
  const passwordFile = `${place.dataDir}.pw`;
  rmSync(fresh, { recursive: true, force: true });
  makeOwnedDir(fresh, place.runAs);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.runAs) chownSync(passwordFile, place.runAs.uid, place.runAs.gid);
  const args = ["--pgdata", fresh, "--username=postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  // Plain C makes lower() know ASCII only: "köln" would miss "KÖLN".
  args.push("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
  if (options.isThrowaway) args.push("--no-sync");
  try {
    const child = spawn(join(place.binDir, "initdb"), args, {
      ...spawnOptions(place),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = gather(child);
    const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
    if (code !== 0) throw new Error(`initdb ended with ${code}:\n${output()}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, place.dataDir);
}

function launch(place: PostgresPlace, port: number, options: Options) {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=UTC",
    "log_timezone=UTC",
  ];
  if (options.isThrowaway) settings.push(...throwawayFlags);
  const server = [join(place.binDir, "postgres"), "-D", place.dataDir, "-p", String(port)];
  const remove = options.isThrowaway ? options.dataDir : "";
  const args = ["-c", guardScript, "guard", remove, ...server, ...settings.flatMap((pair) => ["-c", pair])];
  const child = spawn("/bin/sh", args, {
    ...spawnOptions(place),
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const output = gather(child, options.log);
  const started = new Promise<{ isReady: boolean; output: string }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve({ isReady: false, output: output() }));
    child.stderr?.on("data", () => {
      if (output().includes("ready to accept connections")) resolve({ isReady: true, output: "" });
    });
  });
  const end = async () => {
    await stop(child, place.dataDir, ended);
    if (!options.isThrowaway) return;
    removePostgresFiles(options.dataDir);
    rmSync(options.dataDir, { recursive: true, force: true });
  };
  return { started, ended, stop: end };
}

async function stop(child: ChildProcess, dataDir: string, ended: Promise<void>): Promise<void> {
  child.stdin?.end();
  const force = setTimeout(() => signal(postmasterPid(dataDir), "SIGQUIT"), 15_000);
  await ended;
  clearTimeout(force);
}

function gather(child: ChildProcess, log?: (line: string) => void): () => string {
  let output = "";
  const take = (chunk: Buffer) => {
    output = (output + chunk.toString("utf8")).slice(-8000);
    for (const line of chunk.toString("utf8").split("\n")) if (line.trim()) log?.(line);
  };
  child.stdout?.on("data", take);
  child.stderr?.on("data", take);
  return () => output;
}

function spawnOptions(place: PostgresPlace) {
  // No word of the caller's environment: PG* variables would change what the server does.
  const env = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", NODE_ENV: "production" as const };
  return { ...place.runAs, env, cwd: dirname(place.binDir) };
}

// The caller holds the data folder's lock, so a server that still runs on these files lost its launcher.
async function clearLeftover(dataDir: string): Promise<void> {
  const pid = postmasterPid(dataDir);
  if (!pid || !signal(pid, 0)) return;
  if (!commandOf(pid).includes(dataDir)) {
    // The number was given to a stranger since; PostgreSQL would refuse to start because of it.
    rmSync(join(dataDir, "postmaster.pid"));
    return;
  }
  signal(pid, "SIGINT");
  for (let waited = 0; signal(pid, 0); waited += 100) {
    if (waited === 10_000) signal(pid, "SIGQUIT");
    if (waited > 20_000) throw new Error(`an older PostgreSQL (process ${pid}) does not stop`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function postmasterPid(dataDir: string): number | null {
  const file = join(dataDir, "postmaster.pid");
  return existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) || null : null;
}

function commandOf(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  // Without /proc we cannot tell, and take it for ours: the pid file lies in our own folder.
  return existsSync("/proc/self") ? (existsSync(file) ? readFileSync(file, "utf8") : "") : dirname(file);
}

function signal(pid: number | null, name: NodeJS.Signals | 0): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, name);
    return true;
  } catch {
    // ESRCH: it is gone.
    return false;
  }
}
