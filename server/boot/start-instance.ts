import { appendFileSync, mkdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { migrate } from "@/db/migrate";
import { provision } from "@/db/provision";
import { buildWeb } from "@/server/boot/build-web";
import {
  clearRunning,
  emptyDataFolder,
  instanceSecrets,
  lockDataFolder,
  writeRunning,
} from "@/server/boot/data-folder";
import {
  childEnvironment,
  chooseEmbedded,
  databaseUrls,
  describeEmbedded,
  type Embedded,
  givenVariables,
  simulatorVariables,
} from "@/server/boot/embedded-configuration";
import { freePort, nextFreePort } from "@/server/boot/free-port";
import { keepPostgres } from "@/server/boot/keep-postgres";
import { probeInngestSync, probeServices, requireHealthy } from "@/server/boot/probe";
import { runToEnd } from "@/server/boot/run-to-end";
import type { Phases } from "@/server/boot/show-phases";
import type { StopList } from "@/server/boot/stop-list";
import { type ChildPlan, nodeArguments, supervise } from "@/server/boot/supervise";
import { parseInstanceConfiguration, processEnvironment, type Source } from "@/server/platform/env";

export type UpOptions = {
  port: number | undefined;
  data: string;
  fresh: boolean;
  empty: boolean;
  dev: boolean;
};

type Start = {
  options: UpOptions;
  phases: Phases;
  stops: StopList;
  root: string;
  dataDir: string;
  embedded: Embedded;
  /** all variables set so far: given, then embedded */
  variables: Record<string, string | undefined>;
  services: Record<string, string>;
};

/** Brings everything up in order and says `ready URL`; what it started stands in `stops` even when it throws. */
export async function startInstance(options: UpOptions, phases: Phases, stops: StopList): Promise<void> {
  const given = parseInstanceConfiguration(processEnvironment());
  const start: Start = {
    options,
    phases,
    stops,
    root: process.cwd(),
    dataDir: resolve(options.data),
    embedded: chooseEmbedded(given),
    variables: { LOG_LEVEL: "info", ...dropUnset(givenVariables(processEnvironment())) },
    services: {},
  };
  stops.add("data folder", lockDataFolder(start.dataDir));
  if (options.fresh) emptyDataFolder(start.dataDir);
  mkdirSync(join(start.dataDir, "logs"), { recursive: true });
  for (const line of describeEmbedded(start.embedded)) phases.say(`default      ${line}`);
  const port = await choosePort(start, given.PORT);
  start.variables.PORT = String(port);
  start.variables.APP_URL ??= `http://localhost:${port}`;
  fillSecrets(start);
  const building = options.dev
    ? undefined
    : phases.run("web build", (note) =>
        buildWeb(start.root, childEnvironment(processEnvironment(), {}), note),
      );
  const preparing = startServices(start).then(() => start.phases.run("data", () => prepareData(start)));
  const [server, links] = await Promise.all([building, preparing]);
  await startWeb(start, server);
  writeRunning(start.dataDir, {
    pid: process.pid,
    url: start.variables.APP_URL,
    env: dropUnset(start.variables),
    services: start.services,
  });
  stops.add("running note", () => clearRunning(start.dataDir));
  phases.say(`\nAll up in ${(phases.totalMs() / 1000).toFixed(1)} s; Ctrl-C stops everything.`);
  for (const link of links) phases.say(link);
  phases.say(`ready ${start.variables.APP_URL}`);
}

async function choosePort(start: Start, given: number | undefined): Promise<number> {
  const wanted = start.options.port ?? given ?? 3000;
  if (wanted === 0) return await freePort();
  const port = await nextFreePort(wanted);
  if (port === wanted) return port;
  if (start.variables.APP_URL) {
    throw new TypeError(`port ${wanted} is busy, and APP_URL fixes the address: free it or set PORT`);
  }
  start.phases.say(`port         ${wanted} is busy, taking ${port}`);
  return port;
}

function fillSecrets(start: Start): void {
  if (!start.embedded.secrets) return;
  const secrets = instanceSecrets(start.dataDir);
  start.variables.AUTH_SECRET ??= secrets.authSecret;
  start.variables.ENCRYPTION_KEYS ??= secrets.encryptionKeys;
}

async function startServices(start: Start): Promise<void> {
  await Promise.all([
    startDatabase(start),
    start.embedded.acorn ? startSimulator(start) : undefined,
    start.embedded.mail ? startMail(start) : undefined,
  ]);
  await start.phases.run("migrations", async (note) => {
    const { applied } = await migrate(start.variables.DATABASE_OWNER_URL ?? "");
    note(applied.length > 0 ? `applied ${applied.join(", ")}` : "nothing new");
  });
  await start.phases.run("probes", async (note) =>
    note(requireHealthy(await probeServices(start.variables))),
  );
}

async function startDatabase(start: Start): Promise<void> {
  if (!start.embedded.postgres) return;
  const { dataDir, phases, stops } = start;
  await phases.run("postgres", async (note) => {
    const logFile = join(dataDir, "logs/postgres.log");
    const log = (line: string) => appendFileSync(logFile, `${line}\n`);
    const server = await keepPostgres({ dataDir, log, say: phases.say });
    stops.add("postgres", server.stop);
    const { passwords } = instanceSecrets(dataDir);
    await provision(server.superUrl, passwords);
    Object.assign(start.variables, databaseUrls(server.port, passwords));
    note(`127.0.0.1:${server.port}, files in ${shown(server.filesDir)}`);
  });
}

async function startSimulator(start: Start): Promise<void> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  await start.phases.run("simulator", async (note) => {
    const args = ["--port", String(port), "--redirect-uri", `${start.variables.APP_URL}/api/acorn/callback`];
    await startChild(start, {
      name: "simulator",
      bundle: "acorn-simulator",
      args,
      ready: { line: /^ready /m },
    });
    Object.assign(start.variables, simulatorVariables(url));
    start.services.SIMULATOR_URL = url;
    note(url);
  });
}

async function startMail(start: Start): Promise<void> {
  const [smtp, http] = [await freePort(), await freePort()];
  await start.phases.run("mail", async (note) => {
    const args = ["--smtp-port", String(smtp), "--http-port", String(http)];
    await startChild(start, { name: "mail", bundle: "mail-catcher", args, ready: { line: /^ready /m } });
    start.variables.SMTP_URL = `smtp://127.0.0.1:${smtp}`;
    start.variables.MAIL_FROM = "Oakline <no-reply@oakline.example>";
    start.services.MAIL_PAGE_URL = `http://localhost:${http}`;
    note(`every mail is shown at ${start.services.MAIL_PAGE_URL}`);
  });
}

/** Demo data goes only into an embedded, empty database whose vendor accounts are simulated. */
async function prepareData(start: Start): Promise<string[]> {
  const isDemo = start.embedded.postgres && start.embedded.acorn && !start.options.empty;
  const output = await runToEnd({
    name: "seed",
    command: [
      process.execPath,
      ...nodeArguments(buildDir(start)),
      join(buildDir(start), "prepare-data.js"),
      isDemo ? "demo" : "empty",
    ],
    cwd: start.root,
    env: childEnvironment(processEnvironment(), start.variables),
  });
  return output.split("\n").filter((line) => /^(sign in|first owner)\b/.test(line));
}

async function startWeb(start: Start, server: string | undefined): Promise<void> {
  if (start.embedded.jobs) {
    await start.phases.run("worker", () => startChild(start, { name: "worker", bundle: "worker", args: [] }));
  }
  await start.phases.run("web", async (note) => {
    const port = start.variables.PORT ?? "";
    const isPublic = processEnvironment().APP_URL !== undefined;
    const next = [
      join(start.root, "node_modules/next/dist/bin/next"),
      "dev",
      "--port",
      port,
      "--hostname",
      "127.0.0.1",
    ];
    // Demo and development answer this machine alone.
    const plan: ChildPlan = {
      name: "web",
      command: [process.execPath, ...nodeArguments(buildDir(start)), ...(server ? [server] : next)],
      env: {
        ...childEnvironment(processEnvironment(), start.variables),
        NODE_ENV: server ? "production" : "development",
        HOSTNAME: isPublic ? "0.0.0.0" : "127.0.0.1",
        NEXT_TELEMETRY_DISABLED: "1",
      },
      logFile: join(start.dataDir, "logs/web.log"),
      ready: { url: `http://127.0.0.1:${port}/api/health` },
    };
    await keep(start, plan);
    note(server ? "production build" : "next dev");
  });
  if (!start.embedded.jobs) requireHealthy([await probeInngestSync(start.variables.APP_URL ?? "")]);
}

type Bundled = { name: string; bundle: string; args: string[]; ready?: NonNullable<ChildPlan["ready"]> };

async function startChild(start: Start, { name, bundle, args, ready }: Bundled): Promise<void> {
  const file = join(buildDir(start), `${bundle}.js`);
  const command: ChildPlan["command"] = [process.execPath, ...nodeArguments(buildDir(start)), file, ...args];
  const env = childEnvironment(processEnvironment(), start.variables);
  const logFile = join(start.dataDir, `logs/${name}.log`);
  await keep(start, { name, command, env, cwd: start.root, logFile, ...(ready ? { ready } : {}) });
}

async function keep({ stops, phases }: Start, plan: ChildPlan): Promise<void> {
  const child = supervise(plan, { say: phases.say });
  stops.add(plan.name, child.stop);
  await child.ready;
}

function buildDir({ root }: Start): string {
  return join(root, ".data/build");
}

function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}

function dropUnset(source: Source): Record<string, string> {
  return Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
