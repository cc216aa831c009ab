import { afterAll, beforeAll, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedMember, seedPerson, seedSession } from "@/db/testing/seed-person";
import { seedTenant } from "@/db/testing/seed-tenant";
import { openRequest } from "@/server/access/request-scope";
import { publicId } from "@/server/platform/ids";
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

const callAs = (sessionToken: string) =>
  createCallerFactory(appRouter)(openRequest({ requestId: "r", sessionToken }));

test("a person reads their own profile and their own workspaces", async () => {
  const [userId, { tenantId }] = [await seedPerson(), await seedTenant("Own")];
  await seedTenant("Foreign");
  await seedMember(tenantId, userId, "operator");
  const caller = callAs(await seedSession(userId));
  expect(await caller.session.me()).toMatchObject({ id: publicId("user", userId), name: "Person" });
  const tenants = await caller.session.tenants();
  const place = { kind: "company", name: "Own", hue: 1, role: "operator", via: null };
  const visits = { openedAt: null, pinnedAt: null };
  expect(tenants).toEqual([{ id: publicId("tenant", tenantId), ...place, ...visits }]);
});

test("a profile keeps what it was not told to change, and takes nothing that is no choice", async () => {
  const caller = callAs(await seedSession(await seedPerson()));
  await caller.session.updateProfile({ locale: "zh-CN", zone: "Asia/Shanghai" });
  await caller.session.updateProfile({ theme: "dark" });
  await caller.session.updateProfile({});
  const fresh = callAs(await seedSession(await seedPerson()));
  expect(await fresh.session.me()).toMatchObject({ locale: null, theme: null });
  const bad = { locale: "xx", zone: "Mars/Olympus", theme: "neon" } as unknown as { locale: "en" };
  await expect(caller.session.updateProfile(bad)).rejects.toMatchObject({
    cause: {
      code: "INVALID",
      violations: [
        { code: "invalid", field: "locale" },
        { code: "unknownZone", field: "zone" },
        { code: "invalid", field: "theme" },
      ],
    },
  });
});

test("a profile cannot name another person, address or role", async () => {
  const [userId, other] = [await seedPerson(), await seedPerson()];
  const token = await seedSession(userId);
  const forged = { id: other, userId: other, email: "boss@larkmoor.example", role: "owner", theme: "dark" };
  await callAs(token).session.updateProfile(forged as { theme: "dark" });
  expect(await callAs(token).session.me()).toMatchObject({ theme: "dark", email: `${userId}@example.test` });
  expect(await callAs(await seedSession(other)).session.me()).toMatchObject({ theme: null });
});

test("after signing out the cookie is worth nothing at the next request", async () => {
  const token = await seedSession(await seedPerson());
  await callAs(token).session.signOut();
  await expect(callAs(token).session.me()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});
