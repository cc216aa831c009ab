import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { connection } from "@/db/schema/connections";
import { submissionEvent } from "@/db/schema/submissions";
import { inTenant } from "@/db/tenant";
import { CrashRound, isTaken } from "./testing/crash-round";
import { buildCrashPrograms, type CrashPrograms } from "./testing/crash-sender-process";
import { answerSteps, steps } from "./testing/crash-steps";
import { answerAll } from "./testing/crash-victims";

// The short version of `npm run test:crash`: the same rounds, a few kills each.
let programs: CrashPrograms;
let round: CrashRound;
beforeAll(async () => {
  programs = await buildCrashPrograms();
});
afterAll(() => programs.remove());
beforeEach(async () => {
  round = await CrashRound.open(programs, { documents: 7 });
});
afterEach(() => round.close());

const nothingWrong = { lost: 0, twice: 0, unknown: 0, faults: [] };

test("killed at every place, each answer arrives exactly once and is settled in the end", {
  timeout: 60_000,
}, async () => {
  await answerAll(round);
  const open = [...steps];
  while (await round.next()) {
    for (let isKilled = true; isKilled; ) {
      const [step] = open;
      const life = await round.live(step ? { failpoint: { step, nth: 1, action: "kill" } } : {});
      isKilled = life.isKilled;
      if (isKilled) open.shift();
    }
  }
  expect(open).toEqual([]);
  expect(await round.judge()).toMatchObject(nothingWrong);
});

test("the process that takes an answer is killed: it is queued whole or not at all, and leaves once", async () => {
  for (const [index, step] of answerSteps.entries()) {
    const placed = round.orders[index];
    if (!placed) throw new Error("no PO");
    await round.dieAnswering(placed, step);
    expect(await isTaken(round.answer(placed)), step).toBe(step !== "committed-no-reply");
  }
  await round.settleHere();
  expect(await round.judge()).toMatchObject({ ...nothingWrong, documents: answerSteps.length });
});

test("a road that repeats without having looked is found out", async () => {
  const [first] = round.orders;
  if (!first) throw new Error("no PO");
  await round.answer(first);
  await round.next();
  await round.live({ failpoint: { step: "sent-no-answer", nth: 1, action: "kill" } });
  while (await round.next()) await round.live({ isBlind: true });
  expect((await round.judge()).twice).toBeGreaterThan(0);
});

/** How the first life goes on after the copy was made, and when the copy comes into service. */
const restores = {
  "an hour after the other life had come to its end": async () => {
    await round.settleHere();
    round.setTime(round.at + 60 * 60_000);
  },
  "at once, before anybody can be late": () => round.advanceHere(),
};

test.each(Object.entries(restores))(
  "a restore of an older database sends nothing again: %s",
  {
    timeout: 30_000,
  },
  async (_name, goOn) => {
    const { database, simulator } = round.world;
    const [first, ...others] = round.orders;
    if (!first) throw new Error("no PO");
    await round.answer(first);
    await round.settleHere();
    // one of them answers a second time, with other figures
    await round.answer(first, { accepted: 3 });
    for (const placed of others) await round.answer(placed);
    const documents = round.orders.length + 1;
    const { appUrl, authUrl, schedulerUrl } = database;
    const copy = await copyDatabase(database.superUrl);
    connectDatabase({ app: appUrl, auth: authUrl, scheduler: schedulerUrl });
    await round.next();
    await goOn();
    const arrived = () => simulator.control.submissions({ operation: "submitAcknowledgement" });
    const before = arrived();
    expect(before).toHaveLength(documents);
    // the copy knows nothing of what has left since
    await disconnectDatabase();
    const on = (url: string) => Object.assign(new URL(url), { pathname: `/${copy.name}` }).href;
    connectDatabase({ app: on(appUrl), auth: on(authUrl), scheduler: on(schedulerUrl) });
    const states = (await round.rows()).map((row) => row.state).sort();
    expect(states).toEqual([...others.map(() => "queued"), "queued", "verified"]);
    await round.advanceHere();
    await round.settleHere();
    expect(arrived()).toEqual(before);
    expect(await round.judge()).toMatchObject({ ...nothingWrong, documents });
    await disconnectDatabase();
    await copy.drop();
    connectDatabase({ app: appUrl, auth: authUrl, scheduler: schedulerUrl });
  },
);

test("an answer that waited for hours for its account's consent is looked at first, and then leaves", async () => {
  const [placed] = round.orders;
  if (!placed) throw new Error("no PO");
  await round.answer(placed);
  const { tenantId } = round.tenant;
  const set = (state: "reauthorise" | "active") =>
    inTenant(tenantId, (tx) => tx.update(connection).set({ state }).where(eq(connection.tenantId, tenantId)));
  await set("reauthorise");
  round.setTime(round.at + 6 * 60 * 60_000);
  // without consent Amazon cannot even be looked at
  const { faults } = await round.live({ mayFail: true });
  expect(faults).toHaveLength(1);
  await set("active");
  await round.settleHere();
  expect(await round.judge()).toMatchObject({ ...nothingWrong, documents: 1 });
  const events = await inTenant(tenantId, (tx) =>
    tx.select().from(submissionEvent).orderBy(submissionEvent.step),
  );
  expect(events.map(({ state }) => state)).toEqual([
    "queued",
    "unknown",
    "queued",
    "sending",
    "sent",
    "verified",
  ]);
});

/** As a file copy of the cluster: every row of one instant, taken while nobody is connected. */
async function copyDatabase(superUrl: string): Promise<{ name: string; drop(): Promise<void> }> {
  const source = new URL(superUrl).pathname.slice(1);
  const name = `${source}_copy`;
  const admin = async (...statements: string[]) => {
    const sql = postgres(Object.assign(new URL(superUrl), { pathname: "/postgres" }).href, { max: 1 });
    for (const statement of statements) await sql.unsafe(statement);
    await sql.end();
  };
  await disconnectDatabase();
  await admin(
    `create database ${name} template ${source} owner oakline_owner`,
    `grant connect on database ${name} to public`,
  );
  return { name, drop: () => admin(`drop database ${name} with (force)`) };
}
