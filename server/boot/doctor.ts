import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkChains } from "@/server/boot/check-chains";
import { findRunning, type RunningInstance } from "@/server/boot/data-folder";
import { chooseEmbedded } from "@/server/boot/embedded-configuration";
import { findBrowser } from "@/server/boot/find-browser";
import { nextFreePort } from "@/server/boot/free-port";
import { placePostgres } from "@/server/boot/place-postgres";
import { type Probe, probeMail, probeRole, probeServices } from "@/server/boot/probe";
import { parseInstanceConfiguration, processEnvironment } from "@/server/platform/env";

// `npm run doctor [-- --data DIR]`: a line a service, healthy or with the fix; exits 1 when one is not.
async function doctor(): Promise<number> {
  const { values } = parseArgs({ options: { data: { type: "string", default: ".data" } } });
  const dataDir = resolve(values.data);
  const running = findRunning(dataDir);
  const probes = [
    await look("node", "run `npm rebuild node --ignore-scripts=false`", () => process.version),
    await look("configuration", "correct the named variables", () => {
      parseInstanceConfiguration(processEnvironment());
      return "every variable that is set is right";
    }),
    await look("browser", "npm test installs one, or set CHROMIUM_PATH", () => {
      const path = findBrowser(processEnvironment());
      if (!path) throw new Error("no Chromium found");
      return path;
    }),
    ...(running ? await probeRunning(running, dataDir) : await probeStopped(dataDir)),
  ];
  for (const { name, isHealthy, says, fix } of probes) {
    console.log(
      `${isHealthy ? "✓" : "✗"} ${name.padEnd(24)} ${says}${isHealthy || !fix ? "" : `\n  fix: ${fix}`}`,
    );
  }
  return probes.every((probe) => probe.isHealthy) ? 0 : 1;
}

async function probeRunning({ url, env, services }: RunningInstance, dataDir: string): Promise<Probe[]> {
  const pages = Object.entries(services).map(([name, address]) => probeAnswer(name, address));
  return [
    ...(await probeServices(env)),
    await look("audit", "keep the database as it is and compare it with a backup", () =>
      checkChains(env, dataDir),
    ),
    ...(await Promise.all(pages)),
    await probeHealth(url),
  ];
}

async function probeHealth(url: string): Promise<Probe> {
  const fix = "see logs/web.log and logs/worker.log in the data folder";
  return await look("web", fix, async () => {
    const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(20_000) });
    const text = await response.text();
    if (!response.ok || !text.includes('"status":"ok"'))
      throw new Error(`${url}/api/health answered ${response.status} ${text.slice(0, 200)}`);
    return `${url} ${text.slice(0, 200)}`;
  });
}

async function probeAnswer(name: string, address: string): Promise<Probe> {
  return await look(name, "restart npm run up", async () => {
    const response = await fetch(address, { signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return address;
  });
}

/** Nothing runs: what would `up` find? */
async function probeStopped(dataDir: string): Promise<Probe[]> {
  const env = processEnvironment();
  const embedded = await Promise.resolve()
    .then(() => chooseEmbedded(parseInstanceConfiguration(env)))
    // A wrong configuration has its own line already.
    .catch(() => null);
  if (!embedded) return [];
  const port = Number(env.PORT || 3000);
  const free = await nextFreePort(port);
  const database = embedded.postgres
    ? [await look("postgres", "run npm ci with install scripts on", () => tryPostgres(dataDir))]
    : await Promise.all([
        probeRole("DATABASE_OWNER_URL", "oakline_owner", env.DATABASE_OWNER_URL ?? ""),
        probeRole("DATABASE_URL", "oakline_app", env.DATABASE_URL ?? ""),
        probeRole("DATABASE_AUTH_URL", "oakline_auth", env.DATABASE_AUTH_URL ?? ""),
        probeRole("DATABASE_SCHEDULER_URL", "oakline_scheduler", env.DATABASE_SCHEDULER_URL ?? ""),
        probeRole("DATABASE_BACKUP_URL", "oakline_backup", env.DATABASE_BACKUP_URL ?? ""),
      ]);
  return [
    ...database,
    ...(embedded.mail ? [] : [await probeMail(env.SMTP_URL ?? "")]),
    {
      name: "port",
      isHealthy: true,
      says: free === port ? `${port} is free` : `${port} is busy, up would take ${free}`,
    },
    { name: "instance", isHealthy: true, says: `not running on ${dataDir}: start it with npm run up` },
  ];
}

function tryPostgres(dataDir: string): string {
  const place = placePostgres(dataDir);
  const version = execFileSync(join(place.binDir, "postgres"), ["--version"], { ...place.runAs, cwd: "/" });
  return `${version.toString().trim()}, files in ${place.dataDir}`;
}

async function look(name: string, fix: string, work: () => string | Promise<string>): Promise<Probe> {
  try {
    return { name, isHealthy: true, says: await work() };
  } catch (error) {
    return { name, isHealthy: false, says: error instanceof Error ? error.message : String(error), fix };
  }
}

process.exit(await doctor());
