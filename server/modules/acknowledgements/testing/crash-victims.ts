import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import type { Random } from "@/server/acorn/simulator/random";
import type { Switches } from "@/server/acorn/simulator/switches";
import { invariant } from "@/server/platform/errors";
import { CrashRound, isTaken } from "./crash-round";
import type { CrashPrograms } from "./crash-sender-process";
import { answerSteps, type Failpoint, type Step, steps } from "./crash-steps";

/** A hand on the database server that the rounds run on. */
export type PostgresHand = { crash(signal: "SIGQUIT" | "SIGKILL"): Promise<void>; back(): Promise<void> };
export type Struck = {
  round: CrashRound;
  random: Random;
  /** so often at most */
  wanted: number;
  server: PostgresHand | null;
  /** how often each place was struck, for the record */
  places: Map<string, number>;
};
/** Strikes its victim while the documents of a round are on their way. @returns how often it did. */
type Victim = (of: Struck) => Promise<number>;

const documents = 12;
const frozenMs = 60_000;

export const victims = {
  worker,
  web,
  postgres: killPostgres,
  sigstop,
  "sigstop 60 s real": sigstopReal,
  "disk full": fillDisk,
} satisfies Record<string, Victim>;
export type VictimName = keyof typeof victims;

/** One round: a fresh world, its victim struck, the road led to its end, and the verdict of what arrived. */
export async function runRound(
  programs: CrashPrograms,
  name: VictimName,
  { switches, ...of }: Omit<Struck, "round"> & { switches: Partial<Switches> },
) {
  const round = await CrashRound.open(programs, {
    switches,
    documents: name === "sigstop 60 s real" ? 20 : documents,
  });
  try {
    const kills = await victims[name]({ ...of, round });
    await round.settle();
    return { kills, ...(await round.judge()) };
  } finally {
    await round.close();
  }
}

/** Every PO is answered: four of them twice, by other figures or by other dates; two so that Amazon never shows it. */
export async function answerAll(round: CrashRound): Promise<void> {
  const [fewer, less, dated, later, refused, misworded, ...rest] = round.orders;
  invariant(fewer && less && dated && later && refused && misworded, "a round has its POs");
  for (const placed of [fewer, less, dated, later]) await round.answer(placed);
  await round.settleHere();
  for (const placed of [fewer, less]) await round.answer(placed, { accepted: 3 });
  const shipAt = new Date(round.at + 86_400_000);
  for (const placed of [dated, later]) await round.answer(placed, { shipAt });
  for (const placed of [refused, misworded, ...rest]) await round.answer(placed);
  await round.hideTwo(refused, misworded);
}

function note({ places }: Struck, place: string): void {
  places.set(place, (places.get(place) ?? 0) + 1);
}

async function worker(of: Struck): Promise<number> {
  const { round, random, wanted } = of;
  await answerAll(round);
  let kills = 0;
  while (await round.next()) {
    // the clock stands: lives follow each other until one ends by itself
    for (let isKilled = true; isKilled; ) {
      const isAnywhere = random.chance(0.1);
      const failpoint = { step: random.pick(steps), nth: random.int(1, 3), action: "kill" as const };
      const strike = isAnywhere ? { killAfterMs: random.int(0, 80) } : { failpoint };
      ({ isKilled } = await round.live(kills < wanted ? strike : {}));
      if (!isKilled) continue;
      kills += 1;
      note(of, isAnywhere ? "anywhere" : failpoint.step);
    }
  }
  return kills;
}

/** The process that takes the answer dies; afterwards the person sees nothing queued and tries again, or leaves it. */
async function web(of: Struck): Promise<number> {
  const { round, random, wanted } = of;
  let kills = 0;
  for (const placed of round.orders) {
    if (kills === wanted) break;
    const step = random.pick(answerSteps);
    await round.dieAnswering(placed, step);
    kills += 1;
    note(of, step);
    const isQueued = (await round.rows()).some((row) => row.naturalKey === placed.number);
    if (isQueued !== (step === "committed-no-reply")) throw new Error(`killed ${step}, queued: ${isQueued}`);
    if (random.chance(0.3)) continue;
    if ((await isTaken(round.answer(placed))) === isQueued) throw new Error("queued twice, or not at all");
  }
  return kills;
}

const holdAt = (random: Random, among: readonly Step[]): Failpoint => ({
  ...{ step: random.pick(among), nth: random.int(1, 2), action: "hold" },
});

/** The server ends at once, with a sender in the middle; it is back before the sender goes on, or only afterwards. */
async function killPostgres(of: Struck): Promise<number> {
  const { round, random, wanted, server } = of;
  if (!server) throw new Error("there is no server to kill");
  await answerAll(round);
  let kills = 0;
  while (await round.next()) {
    if (kills === wanted) return kills;
    const failpoint = holdAt(random, steps);
    const isBackFirst = random.chance(0.5);
    const signal = random.pick(["SIGQUIT", "SIGKILL"] as const);
    const onHeld = async () => {
      await server.crash(signal);
      if (isBackFirst) await server.back();
    };
    const { wasHeld } = await round.live({ failpoint, onHeld, mayFail: true });
    if (!wasHeld) continue;
    if (!isBackFirst) await server.back();
    kills += 1;
    note(of, `${failpoint.step} ${signal}`);
  }
  return kills;
}

/** A sender is frozen for a minute of the road's clock while another one does its work; then it goes on. */
async function sigstop(of: Struck): Promise<number> {
  const { round, random, wanted } = of;
  await answerAll(round);
  const other = await round.openSender();
  let kills = 0;
  while (await round.next()) {
    if (kills === wanted) break;
    const failpoint = holdAt(random, steps);
    const { wasHeld } = await round.live({
      failpoint,
      onHeld: async (child) => {
        child.kill("SIGSTOP");
        round.setTime(round.at + frozenMs);
        const working = other.live(round.at, {});
        // the frozen one may hold a row for which the other waits
        await Promise.race([working, pause(2000)]);
        child.kill("SIGCONT");
        const { faults } = await working;
        if (faults.length > 0) throw new Error(faults.join("\n"));
      },
    });
    if (!wasHeld) continue;
    kills += 1;
    note(of, failpoint.step);
  }
  await other.stop();
  return kills;
}

/** The same with a real minute, many senders at once, each with a document of its own. */
async function sigstopReal(of: Struck): Promise<number> {
  const { round, wanted } = of;
  for (const placed of round.orders.slice(0, wanted)) await round.answer(placed);
  await round.next();
  const others = steps.filter((step) => step !== "look-not-committed");
  const rows = await round.rows();
  const at = round.at;
  const frozen = rows.map(async ({ id }, index) => {
    const sender = await round.openSender();
    const step = others[index % others.length] ?? "intent-committed";
    const life = await sender.live(at, {
      failpoint: { step, nth: 1, action: "hold" },
      only: [id],
      onHeld: async (child) => {
        child.kill("SIGSTOP");
        await pause(frozenMs);
        child.kill("SIGCONT");
      },
    });
    note(of, step);
    await sender.stop();
    if (life.faults.length > 0) throw new Error(life.faults.join("\n"));
    return life.wasHeld;
  });
  return (await Promise.all(frozen)).filter(Boolean).length;
}

/** States whose commit finds the disk full; with "any" nothing can be written until there is room again. */
const fullAt = ["sending", "sent", "unknown", "verified", "any", "queued"] as const;

/** The disk is full when a transaction commits, for one life of a sender or one answer of a person. */
async function fillDisk(of: Struck): Promise<number> {
  const { round, random, wanted } = of;
  const sql = postgres(round.world.database.superUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(diskFailpoint);
  await answerAll(round);
  let kills = 0;
  while (await round.next()) {
    if (kills === wanted) break;
    const state = random.pick(fullAt);
    await sql`select setval('crash_full_hits', 1)`;
    await sql`insert into crash_full values (${state})`;
    if (state === "any") {
      // Amazon has taken it in, and nothing of that can be written down
      const failpoint = { step: "answer-not-committed", nth: 1, action: "hold" } as const;
      await sql`delete from crash_full`;
      const onHeld = async () => void (await sql`insert into crash_full values ('any')`);
      await round.live({ failpoint, onHeld, mayFail: true });
    } else await round.live({ mayFail: true });
    await sql`delete from crash_full`;
    const [hits] = await sql<{ n: number }[]>`select (last_value - 1)::int as n from crash_full_hits`;
    if (!hits?.n) continue;
    kills += 1;
    note(of, state);
  }
  await sql.end();
  return kills;
}

// At the commit itself, where PostgreSQL would say so; a sequence keeps count, as it outlives the rollback.
const diskFailpoint = `
create table crash_full (state text not null);
create sequence crash_full_hits;
create function crash_full() returns trigger language plpgsql security definer as $$
begin
  if exists (select 1 from public.crash_full where state in (new.state, 'any')) then
    perform nextval('public.crash_full_hits');
    raise exception using errcode = '53100', message = 'could not extend file: No space left on device';
  end if;
  return null;
end $$;
create constraint trigger crash_full after insert or update on submission
  deferrable initially deferred for each row execute function crash_full();`;
