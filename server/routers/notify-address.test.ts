import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authDb } from "@/db/auth-door";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { user } from "@/db/schema/auth";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedPerson, seedSession } from "@/db/testing/seed-person";
import { requestNotifyAddress } from "@/server/access/notify-address";
import { openRequest } from "@/server/access/request-scope";
import type { Id } from "@/server/platform/ids";
import { appRouter } from "./root";
import { createCallerFactory } from "./trpc";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

const defer = () => undefined;
const open = (sessionToken: string) => openRequest({ requestId: "r", sessionToken, defer });
const callAs = (sessionToken: string) => createCallerFactory(appRouter)(open(sessionToken));

describe("the notification address", () => {
  async function readNotify(userId: Id<"user">) {
    const [row] = await authDb().select().from(user).where(eq(user.id, userId));
    return row?.notifyEmail;
  }

  test("changes by no wish alone, and not to what is no address", async () => {
    const userId = await seedPerson();
    const caller = callAs(await seedSession(userId));
    await caller.security.requestNotifyAddress({ email: "Stock@Larkmoor.example" });
    expect(await readNotify(userId)).toBeNull();
    for (const email of ["x", "a@b.example\nBcc: c@d.example", "a@b.example,c@d.example"]) {
      await expect(caller.security.requestNotifyAddress({ email })).rejects.toMatchObject({
        cause: { code: "INVALID", violations: [{ code: "email", field: "email" }] },
      });
    }
  });

  test("is forgotten again at once", async () => {
    const userId = await seedPerson();
    await authDb().update(user).set({ notifyEmail: "stock@larkmoor.example" }).where(eq(user.id, userId));
    const token = await seedSession(userId);
    expect((await callAs(token).security.overview()).notifyEmail).toBe("stock@larkmoor.example");
    await callAs(token).security.forgetNotifyAddress();
    expect(await readNotify(userId)).toBeNull();
  });

  test("may be asked for five times in 15 minutes: it mails strangers", async () => {
    const userId = await seedPerson();
    const person = { id: userId, email: "a@example.test", name: "A" };
    const ask = () =>
      requestNotifyAddress(
        { ...person, locale: null, zone: null, theme: null, density: null },
        "stranger@example.test",
        { defer, log: open("x").log },
      );
    for (let i = 0; i < 5; i++) await ask();
    await expect(ask()).rejects.toMatchObject({ code: "LIMIT" });
  });
});
