import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type LoginRole, loginRoles } from "@/db/provision";
import { removePostgresFiles } from "@/server/boot/place-postgres";

/** What another command needs to work on an instance that is up. Holds secrets: mode 0600. */
const runningShape = z.object({
  pid: z.number(),
  url: z.string(),
  env: z.record(z.string(), z.string()),
  /** pages of the embedded services, by name: MAIL_PAGE_URL, SIMULATOR_URL */
  services: z.record(z.string(), z.string()),
});
export type RunningInstance = z.infer<typeof runningShape>;

export type Secrets = { passwords: Record<LoginRole, string>; authSecret: string; encryptionKeys: string };
const secretsShape = z.object({
  passwords: z.record(z.enum(loginRoles), z.string()),
  authSecret: z.string(),
  encryptionKeys: z.string(),
});

/** Thrown when a live process holds the folder. */
export class FolderInUseError extends Error {
  constructor(
    readonly dataDir: string,
    readonly pid: number,
  ) {
    super(`${dataDir} is in use by process ${pid}: stop it, or choose another folder with --data`);
    this.name = "FolderInUseError";
  }
}

/** Takes the folder for this process; a lock left by a dead one is taken over. @returns how to give it back. */
export function lockDataFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "lock");
  const ours = `${file}.${process.pid}`;
  writeFileSync(ours, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) }), { mode: 0o600 });
  try {
    for (let attempt = 0; ; attempt++) {
      if (tryLink(ours, file)) return () => rmSync(file, { force: true });
      const holder = holderOf(dataDir);
      if (holder || attempt === 3) throw new FolderInUseError(dataDir, holder ?? 0);
      dropStaleLock(file);
    }
  } finally {
    rmSync(ours, { force: true });
  }
}

// A link appears whole: nobody reads a lock that is not yet written.
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function dropStaleLock(file: string): void {
  const aside = `${file}.stale-${process.pid}`;
  if (!existsSync(file)) return;
  renameSync(file, aside);
  // Between our look and the rename another start may have replaced the stale lock: then it goes back.
  if (readHolder(aside)) tryLink(aside, file);
  rmSync(aside);
}

/** @returns the process that holds the folder and lives, else null. */
export function holderOf(dataDir: string): number | null {
  const file = join(dataDir, "lock");
  return existsSync(file) ? readHolder(file) : null;
}

function readHolder(file: string): number | null {
  const text = readFileSync(file, "utf8");
  const { pid, startedAt }: { pid: number; startedAt: string | null } = JSON.parse(text);
  return startedAt === startOf(pid) && isAlive(pid) ? pid : null;
}

/** The kernel's start time of a process tells it from a later one of the same number; null where there is no /proc. */
function startOf(pid: number): string | null {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  const stat = readFileSync(file, "utf8");
  return stat.slice(stat.lastIndexOf(")")).split(" ")[20] ?? null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The instance's own random secrets, made at the first call and kept; only its owner may read the file. */
export function instanceSecrets(dataDir: string): Secrets {
  const file = join(dataDir, "secrets.json");
  if (!existsSync(file)) {
    const secrets: Secrets = {
      passwords: secretsShape.shape.passwords.parse(
        Object.fromEntries(loginRoles.map((role) => [role, randomBytes(24).toString("hex")])),
      ),
      authSecret: randomBytes(32).toString("hex"),
      encryptionKeys: `k1:${randomBytes(32).toString("base64")}`,
    };
    writePrivately(file, secrets);
  }
  return secretsShape.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Removes database, secrets and logs for good; bundles and builds stay. The caller holds the lock. */
export function emptyDataFolder(dataDir: string): void {
  removePostgresFiles(dataDir);
  for (const name of ["pg-password", "secrets.json", "running.json", "audit-heads.json", "logs"]) {
    rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

/** Tells other commands how to reach this instance. */
export function writeRunning(dataDir: string, running: RunningInstance): void {
  writePrivately(join(dataDir, "running.json"), running);
}

export function clearRunning(dataDir: string): void {
  rmSync(join(dataDir, "running.json"), { force: true });
}

/** @returns the instance on this folder when it is fully up, else null. */
export function findRunning(dataDir: string): RunningInstance | null {
  const file = join(dataDir, "running.json");
  const pid = holderOf(dataDir);
  if (!pid || !existsSync(file)) return null;
  const running = runningShape.parse(JSON.parse(readFileSync(file, "utf8")));
  return running.pid === pid ? running : null;
}

/** Writes JSON that only its owner may read; whoever reads it meanwhile finds the old or the new whole. */
export function writePrivately(file: string, value: unknown): void {
  const fresh = `${file}.new`;
  writeFileSync(fresh, JSON.stringify(value, null, 2), { mode: 0o600 });
  renameSync(fresh, file);
}
