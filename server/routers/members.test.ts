import { afterAll, beforeAll, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedSession } from "@/db/testing/seed-person";
import { openRequest } from "@/server/access/request-scope";
import { openTeam } from "@/server/modules/members/testing/open-team";
import { type AppError, errorCodes } from "@/server/platform/errors";
import { publicId } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";
import { fromTrpc } from "./map-error";
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

const log = createLogger("test", "silent");
/** A new request of the same browser. */
const request = (sessionToken: string) =>
  createCallerFactory(appRouter)(openRequest({ requestId: "r", sessionToken, log }));

async function refusal(call: Promise<unknown>): Promise<Pick<AppError, "code" | "reason">> {
  try {
    await call;
  } catch (error) {
    const { code, reason } = fromTrpc(error as Parameters<typeof fromTrpc>[0]);
    expect(Object.keys(errorCodes)).toContain(code);
    return { code, reason };
  }
  throw new Error("it was done");
}

async function openBrowsers() {
  const team = await openTeam();
  const admin = await team.join("admin");
  const [owner, member] = [await seedSession(team.owner.userId), await seedSession(admin.userId)];
  const tenant = publicId("tenant", team.tenantId);
  return { tenant, owner, member, memberId: publicId("member", admin.memberId) };
}

test("a demotion holds on the very next request of a browser that was signed in before", async () => {
  const { tenant, owner, member, memberId } = await openBrowsers();
  expect(await request(member).members.invitations({ tenant })).toEqual([]);
  await request(owner).members.changeRole({ tenant, member: memberId, role: "viewer" });
  expect(await refusal(request(member).members.invitations({ tenant }))).toMatchObject({ code: "FORBIDDEN" });
  expect(await request(member).tenants.current({ tenant })).toMatchObject({ role: "viewer" });
  expect(await request(member).members.list({ tenant })).toMatchObject({ mayManage: false, me: memberId });
});

test("a removal holds on the very next request, and says that the workspace is not there", async () => {
  const { tenant, owner, member, memberId } = await openBrowsers();
  await request(member).orders.list({ tenant, filter: {} });
  await request(owner).members.remove({ tenant, member: memberId });
  const gone = { code: "NOT_FOUND", reason: "tenant" };
  const calls = [
    () => request(member).tenants.current({ tenant }),
    () => request(member).orders.list({ tenant, filter: {} }),
    () => request(member).members.list({ tenant }),
    () => request(member).members.leave({ tenant, typedWord: "Larkmoor Kitchen" }),
  ];
  for (const call of calls) expect(await refusal(call())).toMatchObject(gone);
  expect(await request(member).session.tenants()).toEqual([]);
});

test("whoever leaves is out at once, by every session they have", async () => {
  const { tenant, member } = await openBrowsers();
  await request(member).members.leave({ tenant, typedWord: "Larkmoor Kitchen" });
  expect(await refusal(request(member).members.list({ tenant }))).toMatchObject({ code: "NOT_FOUND" });
});
