import { afterAll, beforeAll, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { audit } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedSession } from "@/db/testing/seed-person";
import { openRequest } from "@/server/access/request-scope";
import { openTeam, type Team } from "@/server/modules/members/testing/open-team";
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

type Reach = (admin: ReturnType<typeof request>, at: { tenant: string; member: string }) => Promise<unknown>;
const reaches: Record<string, Reach> = {
  "demotes an owner": (admin, at) => admin.members.changeRole({ ...at, role: "viewer" }),
  "makes an owner": async (admin, { tenant }) => {
    const { me } = await admin.members.list({ tenant });
    return admin.members.changeRole({ tenant, member: me ?? "", role: "owner" });
  },
  "removes an owner": (admin, at) => admin.members.remove(at),
  "signs an owner out everywhere": (admin, at) => admin.agencies.removeEverywhere(at),
  "invites an owner": (admin, { tenant }) =>
    admin.members.invite({ tenant, addresses: ["a@newcomer.example"], role: "owner", locale: "en" }),
  "revokes an owner in a review": async (admin, { tenant }) => {
    await admin.reviews.open({ tenant });
    const { reviews } = await admin.reviews.list({ tenant });
    const items = await admin.reviews.items({ tenant, review: reviews[0]?.id ?? "" });
    const item = items.find(({ role }) => role === "owner")?.id ?? "";
    return admin.reviews.decide({ tenant, item, decision: "revoke" });
  },
};
const deniedIn = async ({ tenantId }: Team) =>
  (await inTenant(tenantId, (tx) => tx.select().from(audit))).filter(({ outcome }) => outcome === "denied");

test.each(Object.entries(reaches))(
  "an admin who %s leaves one denied row, and one alone",
  async (what, reach) => {
    const team = await openTeam();
    const admin = request(await seedSession((await team.join("admin")).userId));
    const at = {
      tenant: publicId("tenant", team.tenantId),
      member: publicId("member", team.owner.memberId),
    };
    expect(await refusal(reach(admin, at))).toEqual({ code: "FORBIDDEN", reason: "owners-only" });
    const rows = await deniedIn(team);
    expect(rows).toHaveLength(1);
    const isAfterOwner = !["makes an owner", "invites an owner"].includes(what);
    if (isAfterOwner) expect(rows).toMatchObject([{ subjectKind: "member", subjectId: team.owner.memberId }]);
  },
);

test("who reaches for an invitation of an owner leaves one denied row that names it", async () => {
  const team = await openTeam();
  const owner = request(await seedSession(team.owner.userId));
  const admin = request(await seedSession((await team.join("admin")).userId));
  const tenant = publicId("tenant", team.tenantId);
  const addresses = ["b@newcomer.example"];
  await owner.members.invite({ tenant, addresses, role: "owner", locale: "en" });
  const [row] = await team.invitations();
  if (!row) throw new Error("nobody was invited");
  const invitation = publicId("invitation", row.id);
  await refusal(admin.members.resend({ tenant, invitation, locale: "en" }));
  await refusal(admin.members.revoke({ tenant, invitation }));
  expect((await deniedIn(team)).map(({ subjectId }) => subjectId)).toEqual([row.id, row.id]);
});
