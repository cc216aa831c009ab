import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { authDb } from "@/db/auth-door";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { session } from "@/db/schema/auth";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedPerson, seedSession } from "@/db/testing/seed-person";
import { pruneSignIn } from "./prune-sign-in";
import { endSession, findPersonBySession, sessionIdleMs, sessionLifeMs } from "./session";
import { hashToken } from "./session-cookie";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

const now = new Date("2026-11-23T12:00:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);

test("the database never holds what the cookie holds", async () => {
  const token = await seedSession(await seedPerson());
  const rows = await authDb().select().from(session);
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(await findPersonBySession(hashToken(token), new Date())).toBeNull();
});

test("a session ends a week after its last request", async () => {
  const token = await seedSession(await seedPerson(), { expires: after(1000), createdAt: now });
  expect(await findPersonBySession(token, now)).not.toBeNull();
  expect(await findPersonBySession(token, after(sessionIdleMs - 1))).not.toBeNull();
  expect(await findPersonBySession(token, after(2 * sessionIdleMs))).toBeNull();
});

test("a session ends after 30 days, however busy it was", async () => {
  const token = await seedSession(await seedPerson(), { expires: after(2 * sessionLifeMs), createdAt: now });
  expect(await findPersonBySession(token, after(sessionLifeMs - 1))).not.toBeNull();
  expect(await findPersonBySession(token, after(sessionLifeMs))).toBeNull();
});

test("an expired session is not revived by using it", async () => {
  const token = await seedSession(await seedPerson(), { expires: after(-1), createdAt: after(-1000) });
  expect(await findPersonBySession(token, now)).toBeNull();
  expect(await findPersonBySession(token, now)).toBeNull();
});

test("reading pages within five minutes writes the session row once", async () => {
  const token = await seedSession(await seedPerson(), { expires: after(1000), createdAt: now });
  const expiry = async () => {
    const [row] = await authDb()
      .select()
      .from(session)
      .where(eq(session.sessionToken, hashToken(token)));
    return row?.expires.getTime();
  };
  await findPersonBySession(token, now);
  const first = await expiry();
  await findPersonBySession(token, after(60_000));
  expect(await expiry()).toBe(first);
});

test("signing out ends this session and leaves the person's other ones", async () => {
  const userId = await seedPerson();
  const [here, there] = [await seedSession(userId), await seedSession(userId)];
  await endSession(here);
  expect(await findPersonBySession(here, new Date())).toBeNull();
  expect(await findPersonBySession(there, new Date())).not.toBeNull();
});

test("upkeep deletes what has ended and no live session", async () => {
  const userId = await seedPerson();
  const live = await seedSession(userId);
  await seedSession(userId, { expires: new Date(Date.now() - 1) });
  await seedSession(userId, { createdAt: new Date(Date.now() - sessionLifeMs - 1) });
  await pruneSignIn();
  const left = await authDb().select().from(session).where(eq(session.userId, userId));
  expect(left.map((row) => row.sessionToken)).toEqual([hashToken(live)]);
});
