import { randomInt } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createRandom } from "@/server/acorn/simulator/random";
import { type CrashPostgres, openCrashPostgres } from "@/server/boot/crash-postgres";
import {
  type Cell,
  formatCounts,
  type Progress,
  readProgress,
  removeProgress,
  shortOf,
  sumOf,
  writeProgress,
} from "@/server/boot/crash-progress";
import { acknowledgementRoad } from "@/server/modules/acknowledgements/acknowledgement-road";
import {
  buildCrashPrograms,
  type CrashPrograms,
} from "@/server/modules/acknowledgements/testing/crash-sender-process";
import { runRound, type VictimName, victims } from "@/server/modules/acknowledgements/testing/crash-victims";
import { findWorld, worlds } from "@/server/modules/acknowledgements/testing/crash-worlds";

// `npm run test:crash [-- --seed N] [--kills N] [--fresh]`: strikes every victim in every world, and judges by what arrived.
const folder = join(process.cwd(), ".data/crash");
const file = join(folder, "progress.json");
/** of each victim beside the worker */
const othersWanted = 20;
/** a round that strikes nothing is no reason to go on for ever */
const emptyRounds = 5;

const options = { seed: { type: "string" }, kills: { type: "string" }, fresh: { type: "boolean" } } as const;

function plan(seed: number, kills: number): Progress {
  const empty = { rounds: 0, documents: 0, kills: 0, lost: 0, twice: 0, unknown: 0, faults: [], seconds: 0 };
  const cells = victimNames.flatMap((victim): Cell[] => {
    // a real minute each: once, with all of them frozen together
    if (victim === "sigstop 60 s real")
      return [{ ...empty, victim, world: worlds[0].name, wanted: Math.min(othersWanted, kills) }];
    const wanted = victim === "worker" ? kills : Math.min(othersWanted, kills);
    return worlds.map(({ name }) => ({
      ...empty,
      victim,
      world: name,
      wanted: Math.ceil(wanted / worlds.length),
    }));
  });
  return { seed, cells, places: {} };
}

const victimNames = Object.keys(victims).filter(isVictim);
function isVictim(name: string): name is VictimName {
  return Object.hasOwn(victims, name);
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new TypeError(`--${name} must be a whole number: ${text}`);
  return number;
}

function begin(): Progress {
  const { values } = parseArgs({ options });
  if (values.fresh) removeProgress(file);
  const found = readProgress(file);
  if (!found) {
    const seed = values.seed === undefined ? randomInt(1_000_000) : wholeNumber("seed", values.seed);
    return plan(seed, wholeNumber("kills", values.kills ?? "500"));
  }
  if (values.seed !== undefined || values.kills !== undefined)
    throw new TypeError(
      "a run is under way with a seed and a number of its own: go on without them, or with --fresh",
    );
  return found;
}

type Stage = { programs: CrashPrograms; server: CrashPostgres; progress: Progress };

async function runCell(cell: Cell, { programs, server, progress }: Stage): Promise<void> {
  const { victim, world } = cell;
  if (!isVictim(victim)) throw new TypeError(`no victim ${victim}: begin anew with --fresh`);
  for (let empty = 0; cell.kills < cell.wanted && empty < emptyRounds; ) {
    const begun = performance.now();
    const places = new Map(Object.entries(progress.places));
    const verdict = await runRound(programs, victim, {
      switches: findWorld(world),
      random: createRandom(`${progress.seed}|${victim}|${world}|${cell.rounds}`),
      wanted: cell.wanted - cell.kills,
      server,
      places,
    });
    empty = verdict.kills === 0 ? empty + 1 : 0;
    cell.rounds += 1;
    for (const name of ["documents", "kills", "lost", "twice", "unknown"] as const)
      cell[name] += verdict[name];
    cell.faults.push(...verdict.faults);
    cell.seconds += (performance.now() - begun) / 1000;
    progress.places = Object.fromEntries(places);
    writeProgress(file, progress);
  }
  console.log(lineOf(cell));
  for (const fault of cell.faults) console.log(`  ${fault}`);
}

const lineOf = (cell: Cell) =>
  formatCounts(
    acknowledgementRoad.name,
    cell,
    `${cell.victim}, ${cell.world} (${cell.documents} documents, ${cell.seconds.toFixed(0)} s)`,
  );

async function run(): Promise<number> {
  const progress = begin();
  const { seed, cells } = progress;
  writeProgress(file, progress);
  const struck = sumOf(cells).kills;
  console.log(`seed ${seed}${struck > 0 ? `, going on after ${struck} kills` : ""}`);
  const server = await openCrashPostgres(folder);
  Object.assign(process.env, {
    TEST_DATABASE_URL: server.superUrl,
    LOG_LEVEL: "silent",
    NODE_ENV: "test",
    APP_URL: "http://localhost:3000",
    AUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
    ENCRYPTION_KEYS: "test:b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtb24=",
  });
  const programs = await buildCrashPrograms();
  try {
    for (const cell of cells) {
      if (cell.kills < cell.wanted) await runCell(cell, { programs, server, progress });
      else console.log(lineOf(cell));
    }
  } finally {
    await programs.remove();
    await server.stop();
  }
  return conclude(progress);
}

function conclude({ seed, cells, places }: Progress): number {
  const kind = acknowledgementRoad.name;
  console.log("");
  for (const victim of victimNames)
    console.log(
      formatCounts(kind, sumOf(cells.filter((cell) => cell.victim === victim)), `${victim}, all worlds`),
    );
  const documents = cells.reduce((sum, cell) => sum + cell.documents, 0);
  const seconds = cells.reduce((sum, cell) => sum + cell.seconds, 0);
  console.log(formatCounts(kind, sumOf(cells), `total of ${documents} documents in ${seconds.toFixed(0)} s`));
  const struck = Object.entries(places).toSorted(([a], [b]) => a.localeCompare(b));
  console.log(`\nplaces: ${struck.map(([place, n]) => `${place} ${n}`).join(", ")}\nseed ${seed}`);
  const faults = shortOf(cells);
  for (const fault of faults) console.log(`short: ${fault}`);
  // it has come to its end: the next start is a new run
  removeProgress(file);
  return faults.length === 0 ? 0 : 1;
}

// The channel closes when the bootstrap is gone; what was begun goes on from its last whole round.
for (const signal of ["SIGINT", "SIGTERM", "disconnect"] as const)
  process.once(signal, () => process.exit(130));
process.exit(await run());
