import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { authDb } from "@/db/auth-door";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { user } from "@/db/schema/auth";
import { mail } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedPerson } from "@/db/testing/seed-person";
import { seedTenant } from "@/db/testing/seed-tenant";
import { jobContext } from "@/server/access/testing/test-context";
import { queueMail } from "./queue-mail";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

test("mails go to the notification address, and changing it tells nobody of the same cause twice", async () => {
  const [{ tenantId }, chosen, plain] = [await seedTenant(), await seedPerson(), await seedPerson()];
  const setTo = (notifyEmail: string | null) =>
    authDb().update(user).set({ notifyEmail }).where(eq(user.id, chosen));
  const readers = [chosen, plain].map((userId) => ({ userId, email: `${userId}@example.test` }));
  const queue = () =>
    inTenant(tenantId, (tx) =>
      queueMail(tx, jobContext(tenantId), { template: "secret-due", cause: "c", facts: {}, readers }),
    );
  await setTo("stock@larkmoor.example");
  await queue();
  await setTo(null);
  await queue();
  const rows = await inTenant(tenantId, (tx) => tx.select({ to: mail.toEmail }).from(mail));
  expect(rows.map(({ to }) => to).sort()).toEqual([`${plain}@example.test`, "stock@larkmoor.example"]);
});
