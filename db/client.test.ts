import { afterEach, beforeEach, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "./client";
import { readJobsHealth } from "./jobs-door";
import { openWire, type Wire } from "./testing/cut-wire";
import { createTestDatabase, type TestDatabase } from "./testing/database";

let database: TestDatabase;
let wire: Wire;
beforeEach(async () => {
  database = await createTestDatabase();
  wire = await openWire(database.superUrl);
});
afterEach(async () => {
  await wire.close();
  await database.drop();
});

const connect = () => {
  const { appUrl, authUrl, schedulerUrl } = database;
  const [app = "", auth = "", scheduler = ""] = [appUrl, authUrl, schedulerUrl].map(wire.through);
  connectDatabase({ app, auth, scheduler });
};

test("a connection lost at any moment fails what was asked of it, nothing else, and the next one works", async () => {
  let lost = 0;
  for (let packet = 1, isCut = true; isCut; packet++) {
    connect();
    wire.cutAt(packet);
    const asked = readJobsHealth().then(
      () => "answered",
      () => "failed",
    );
    expect(await asked).toBe(wire.isCut() ? "failed" : "answered");
    isCut = wire.isCut();
    if (isCut) lost += 1;
    wire.cutAt(null);
    expect((await readJobsHealth()).failed).toBe(0);
    await disconnectDatabase();
  }
  // its greeting, its password and the statement at least
  expect(lost).toBeGreaterThanOrEqual(3);
});

test("after the database was away, every pool asks anew and nothing of the loss is told to a later statement", async () => {
  connect();
  await readJobsHealth();
  wire.sever();
  await expect(readJobsHealth()).rejects.toThrow();
  wire.mend();
  for (let n = 0; n < 10; n++) expect((await readJobsHealth()).failed).toBe(0);
  await disconnectDatabase();
});
