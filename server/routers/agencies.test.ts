import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { agencyGrant, agencyVisit } from "@/db/schema/agencies";
import { connection, flows, syncFlow } from "@/db/schema/connections";
import { order } from "@/db/schema/orders";
import { audit, member, tenant } from "@/db/schema/tenants";
import { mail } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { holdRow } from "@/db/testing/hold-row";
import { seedAgency, seedGrant, type TestAgency } from "@/db/testing/seed-agency";
import { seedMember, seedPerson, seedSession } from "@/db/testing/seed-person";
import { seedTenant, type TestTenant } from "@/db/testing/seed-tenant";
import { findActor } from "@/server/access/find-actor";
import { listTenants } from "@/server/access/list-tenants";
import { openRequest } from "@/server/access/request-scope";
import { memberContext, standingClock } from "@/server/access/testing/test-context";
import { storeOrders } from "@/server/modules/orders/store-orders";
import { makeOrder, original } from "@/server/modules/orders/testing/make-order";
import { openWorkItem } from "@/server/modules/work-items/open-work-item";
import { type Id, newId, publicId } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";
import { appRouter } from "./root";
import { createCallerFactory } from "./trpc";

// What staff of an agency meet through the same procedures as everybody, and what the tenant sees of them.

let database: TestDatabase;
let clock: ReturnType<typeof standingClock>;
let agency: TestAgency;
let client: TestTenant;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});
beforeEach(async () => {
  // the database's own clock rules what a person sees of tenants, so the two go together
  clock = standingClock(new Date());
  agency = await seedAgency("Northlight");
  client = await seedTenant("Larkmoor");
  await seedPerson({ id: client.ownerId });
});

const log = createLogger("test", "silent");
const tenantOf = (of: { tenantId: Id<"tenant"> }) => publicId("tenant", of.tenantId);
/** Each call is a request of its own, with the same cookie. */
async function browserOf(userId: Id<"user">) {
  const sessionToken = await seedSession(userId, { expires: new Date(Date.now() + 172_800_000) });
  return () => createCallerFactory(appRouter)(openRequest({ requestId: "r", sessionToken, clock, log }));
}
const code = (wanted: string, reason?: string) => ({ cause: { code: wanted, ...(reason && { reason }) } });
const all = { role: "manager", connections: null, endsOn: null } as const;

test("staff are in with the grant, as what it says, and out with its end: each by the very next request", async () => {
  const [owner, staff] = [await browserOf(client.ownerId), await browserOf(agency.staffId)];
  const at = { tenant: tenantOf(client) };
  await expect(staff().tenants.current(at)).rejects.toMatchObject(code("NOT_FOUND"));
  expect(await owner().agencies.find({ ...at, agency: tenantOf(agency) })).toEqual({ name: "Northlight" });

  const { grant } = await owner().agencies.grant({ ...at, ...all, agency: tenantOf(agency) });
  expect(await staff().tenants.current(at)).toMatchObject({
    role: "manager",
    grant: { agency: "Northlight", isLimited: false },
  });
  expect(await staff().session.tenants()).toMatchObject([
    { name: "Northlight", via: null, kind: "agency" },
    { name: "Larkmoor", via: "Northlight", role: "manager" },
  ]);

  await owner().agencies.change({ ...at, ...all, grant, role: "viewer" });
  expect((await staff().tenants.current(at)).role).toBe("viewer");
  await owner().agencies.revoke({ ...at, grant });
  await owner().agencies.revoke({ ...at, grant });
  await expect(staff().tenants.current(at)).rejects.toMatchObject(code("NOT_FOUND", "tenant"));
  expect((await staff().session.tenants()).map(({ name }) => name)).toEqual(["Northlight"]);
  await expect(owner().agencies.change({ ...at, ...all, grant })).rejects.toMatchObject(code("PRECONDITION"));
  expect(await owner().agencies.grants(at)).toMatchObject([{ state: "revoked", agencyName: "Northlight" }]);
});

test("an agency's owners and admins are told of what it is granted, of new terms and of the end, each once", async () => {
  const owner = await browserOf(client.ownerId);
  const [admin, viewer] = [await seedPerson(), await seedPerson()];
  await seedMember(agency.tenantId, admin, "admin");
  await seedMember(agency.tenantId, viewer, "viewer");
  const at = { tenant: tenantOf(client) };
  const ends = { endsOn: "2999-12-31", connections: [publicId("connection", client.connectionId)] };
  const { grant } = await owner().agencies.grant({ ...at, ...all, agency: tenantOf(agency) });
  await owner().agencies.change({ ...at, ...all, ...ends, grant, role: "viewer" });
  await owner().agencies.revoke({ ...at, grant });
  await owner().agencies.revoke({ ...at, grant });
  const read = (of: Id<"tenant">) =>
    inTenant(of, (tx) => tx.select().from(mail).orderBy(mail.id, mail.toEmail));
  const told = await read(agency.tenantId);
  const readers = [agency.staffId, admin].map((id) => `${id}@example.test`);
  expect(told.map(({ template, toEmail }) => [template, toEmail]).toSorted()).toEqual(
    ["agency-changed", "agency-granted", "agency-revoked"]
      .flatMap((template) => readers.map((to) => [template, to]))
      .toSorted(),
  );
  const facts = (template: string) => told.find((one) => one.template === template)?.facts;
  expect(facts("agency-granted")).toMatchObject({ client: "Larkmoor", until: "open", accounts: 0 });
  expect(facts("agency-changed")).toMatchObject({ role: "viewer", until: "day", accounts: 1 });
  expect(String(facts("agency-changed")?.endsAt)).toMatch(/^2999-12-31/);
  // nothing of it lies in the client's rows, and nothing of the agency's people
  expect(await read(client.tenantId)).toEqual([]);
});

test("a client floods no agency: its news end at 20 a day and reader, its acts do not", async () => {
  const owner = await browserOf(client.ownerId);
  const at = { tenant: tenantOf(client) };
  const { grant } = await owner().agencies.grant({ ...at, ...all, agency: tenantOf(agency) });
  for (let i = 0; i < 25; i++) {
    clock.pass(1);
    await owner().agencies.change({ ...at, ...all, grant, role: i % 2 ? "manager" : "viewer" });
  }
  const told = () => inTenant(agency.tenantId, (tx) => tx.$count(mail));
  expect(await told()).toBe(20);
  expect(await owner().agencies.grants(at)).toMatchObject([{ role: "viewer" }]);
  clock.pass(86_400_000);
  await owner().agencies.revoke({ ...at, grant });
  expect(await told()).toBe(21);
});

test("a grant is over when its last day is, for an open page too, and a new one may follow", async () => {
  const [owner, staff] = [await browserOf(client.ownerId), await browserOf(agency.staffId)];
  const at = { tenant: tenantOf(client) };
  const endsOn = clock.now().toISOString().slice(0, 10);
  const asked = {
    ...at,
    ...all,
    endsOn: new Date(clock.now().getTime() + 86_400_000).toISOString().slice(0, 10),
  };
  const { grant } = await owner().agencies.grant({ ...asked, agency: tenantOf(agency) });
  expect(await owner().agencies.grants(at)).toMatchObject([{ endsOn: asked.endsOn, state: "live" }]);
  const page = staff();
  await page.tenants.current(at);
  await inTenant(client.tenantId, (tx) => tx.update(agencyGrant).set({ endsAt: clock.now() }));
  await expect(staff().tenants.current(at)).rejects.toMatchObject(code("NOT_FOUND"));
  const yesterday = new Date(Date.parse(endsOn) - 2 * 86_400_000).toISOString().slice(0, 10);
  await expect(owner().agencies.change({ ...asked, grant, endsOn: yesterday })).rejects.toMatchObject({
    cause: { code: "INVALID", violations: [{ code: "dayIsOver", field: "endsOn" }] },
  });
  clock.pass(1000);
  await owner().agencies.grant({ ...at, ...all, agency: tenantOf(agency) });
  expect((await owner().agencies.grants(at)).map(({ state }) => state)).toEqual(["live", "ended"]);
  await staff().tenants.current(at);
});

test("an agency is granted access once at a time, and only an agency is", async () => {
  const owner = await browserOf(client.ownerId);
  const at = { tenant: tenantOf(client), ...all };
  const asked = { ...at, agency: tenantOf(agency) };
  const answers = await Promise.allSettled([owner().agencies.grant(asked), owner().agencies.grant(asked)]);
  expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(owner().agencies.grant(asked)).rejects.toMatchObject(code("CONFLICT", "granted"));
  const company = await seedTenant("Company");
  for (const other of [company, client, { tenantId: newId("tenant") }]) {
    const wrong = owner().agencies.grant({ ...at, agency: tenantOf(other) });
    await expect(wrong).rejects.toMatchObject(code("NOT_FOUND", "agency"));
  }
  const inAgency = (await browserOf(agency.staffId))().agencies.grant({
    ...asked,
    tenant: tenantOf(agency),
    agency: tenantOf(await seedAgency()),
  });
  await expect(inAgency).rejects.toMatchObject(code("PRECONDITION", "agency"));
});

test("an end is an end by the clock of the product too, not by the database's alone", async () => {
  const endsAt = new Date(clock.now().getTime() + 86_400_000);
  await seedGrant(client.tenantId, agency, { endsAt });
  const staff = { id: agency.staffId, name: "Noor", email: "noor@northlight.example" };
  const before = new Date(endsAt.getTime() - 1);
  expect(await findActor(staff, client.tenantId, before)).toMatchObject({ kind: "agency" });
  expect(await findActor(staff, client.tenantId, endsAt)).toBeNull();
  expect(await listTenants(agency.staffId, before)).toHaveLength(2);
  expect(await listTenants(agency.staffId, endsAt)).toHaveLength(1);
});

test("a suspended agency opens no door", async () => {
  const staff = await browserOf(agency.staffId);
  await seedGrant(client.tenantId, agency);
  await staff().tenants.current({ tenant: tenantOf(client) });
  await inTenant(agency.tenantId, (tx) => tx.update(tenant).set({ suspendedAt: new Date() }));
  const after = staff().tenants.current({ tenant: tenantOf(client) });
  await expect(after).rejects.toMatchObject(code("NOT_FOUND"));
  expect(await staff().session.tenants()).toEqual([]);
});

test("who is a member acts as one, whatever is granted to their agency", async () => {
  await seedMember(client.tenantId, agency.staffId, "viewer");
  await seedGrant(client.tenantId, agency, { role: "admin" });
  const staff = await browserOf(agency.staffId);
  expect(await staff().tenants.current({ tenant: tenantOf(client) })).toMatchObject({
    role: "viewer",
    grant: null,
  });
  expect(await staff().session.tenants()).toHaveLength(2);
});

test("what a tenant keeps to its members is closed to staff, even to an admin by grant", async () => {
  await seedGrant(client.tenantId, agency, { role: "admin" });
  const staff = await browserOf(agency.staffId);
  const at = { tenant: tenantOf(client) };
  await expect(staff().agencies.grants(at)).rejects.toMatchObject(code("FORBIDDEN", "agency.view"));
  await expect(staff().reviews.list(at)).rejects.toMatchObject(code("FORBIDDEN", "access.review"));
  const remove = staff().agencies.removeEverywhere({
    ...at,
    member: publicId("member", client.ownerMemberId),
  });
  await expect(remove).rejects.toMatchObject(code("FORBIDDEN", "member.manage"));
  const denied = await inTenant(client.tenantId, (tx) =>
    tx.select().from(audit).where(eq(audit.outcome, "denied")),
  );
  expect(denied).toHaveLength(3);
  expect(denied[0]).toMatchObject({ actorKind: "agency", agencyName: "Northlight", actorId: agency.staffId });
});

describe("a grant for some connections", () => {
  let granted: Id<"connection">;
  let other: Id<"connection">;
  let orders: { granted: string; other: string };
  beforeEach(async () => {
    granted = client.connectionId;
    other = await addConnection(client.tenantId);
    orders = { granted: await addOrder(granted, "GRANTED1"), other: await addOrder(other, "HIDDEN01") };
    await seedGrant(client.tenantId, agency, { role: "admin", connectionIds: [granted] });
  });

  test("shows its connections and orders; of the others not even that they exist", async () => {
    const staff = await browserOf(agency.staffId);
    const at = { tenant: tenantOf(client) };
    const listed = await staff().orders.list({ ...at, filter: {} });
    expect(listed.rows.map(({ number }) => number)).toEqual(["GRANTED1"]);
    const asked = await staff().orders.list({
      ...at,
      filter: { connection: [publicId("connection", other)] },
    });
    expect(asked.rows).toEqual([]);
    await staff().orders.get({ ...at, order: orders.granted });
    const unknown = publicId("order", newId("order"));
    for (const id of [orders.other, unknown]) {
      const look = staff().orders.get({ ...at, order: id });
      await expect(look).rejects.toMatchObject(code("NOT_FOUND", "order"));
    }
    expect((await staff().connections.list(at)).map(({ id }) => id)).toEqual([
      publicId("connection", granted),
    ]);
    expect(await staff().dashboards.freshness(at)).toHaveLength(flows.length);
    expect((await staff().dashboards.due({ ...at, by: "due" })).total).toBe(1);
    const rename = staff().connections.pause({ ...at, connection: publicId("connection", other) });
    await expect(rename).rejects.toMatchObject(code("NOT_FOUND", "connection"));
  });

  test("counts no other work in the list of all tenants, and all of it for a member", async () => {
    const [staff, owner] = [await browserOf(agency.staffId), await browserOf(client.ownerId)];
    const rowOf = async (browser: typeof staff) =>
      (await browser().dashboards.tenants()).find(({ name }) => name === "Larkmoor");
    expect(await rowOf(staff)).toMatchObject({ open: 1, connections: 1, isLimited: true, via: "Northlight" });
    expect(await rowOf(owner)).toMatchObject({ open: 2, connections: 2, isLimited: false, via: null });
  });

  test("opens neither the tenant's apps nor a new account", async () => {
    const staff = await browserOf(agency.staffId);
    const at = { tenant: tenantOf(client) };
    await expect(staff().connections.apps(at)).rejects.toMatchObject(code("FORBIDDEN", "app.view"));
    const connect = staff().connections.beginConsent({
      ...at,
      country: "US",
      environment: "production",
      app: null,
    });
    await expect(connect).rejects.toMatchObject(code("FORBIDDEN", "connection.connect"));
    await staff().connections.pause({ ...at, connection: publicId("connection", granted) });
  });
});

describe("visits", () => {
  const read = () =>
    inTenant(client.tenantId, (tx) => tx.select().from(agencyVisit).orderBy(agencyVisit.enteredAt));
  const minute = 60_000;

  test("one row tells who was there from when to when, whatever the number of requests", async () => {
    await seedGrant(client.tenantId, agency);
    const staff = await browserOf(agency.staffId);
    const enter = () => staff().tenants.current({ tenant: tenantOf(client) });
    const began = clock.now();
    await Promise.all([enter(), enter(), enter(), enter()]);
    expect(await read()).toMatchObject([{ userId: agency.staffId, enteredAt: began, lastSeenAt: began }]);
    clock.pass(4 * minute);
    await enter();
    expect(await read()).toMatchObject([{ lastSeenAt: began }]);
    clock.pass(minute);
    await enter();
    expect(await read()).toMatchObject([{ enteredAt: began, lastSeenAt: clock.now() }]);
    clock.pass(30 * minute);
    await enter();
    expect(await read()).toMatchObject([{ enteredAt: began }, { enteredAt: clock.now() }]);
  });

  test("two first requests at once make one visit", async () => {
    const id = await seedGrant(client.tenantId, agency);
    const staff = await browserOf(agency.staffId);
    const enter = () => staff().tenants.current({ tenant: tenantOf(client) });
    await holdRow(
      database,
      { tenantId: client.tenantId, table: "agency_grant", id },
      { count: 2, begin: () => Promise.all([enter(), enter()]) },
    );
    expect(await read()).toHaveLength(1);
  });

  test("the tenant sees them under the grant, and a member leaves none", async () => {
    const grantId = await seedGrant(client.tenantId, agency);
    const [owner, staff] = [await browserOf(client.ownerId), await browserOf(agency.staffId)];
    const at = { tenant: tenantOf(client) };
    await owner().tenants.current(at);
    expect(await read()).toEqual([]);
    await staff().tenants.current(at);
    expect(await owner().agencies.grants(at)).toMatchObject([{ visits: { people: 1, lastName: "owner" } }]);
    const visits = await owner().agencies.visits({ ...at, grant: publicId("grant", grantId) });
    expect(visits).toMatchObject([{ email: `${agency.staffId}@example.test`, enteredAt: clock.now() }]);
  });
});

describe("a leaver", () => {
  test("of the agency is out of every tenant with the place in the agency", async () => {
    const leaver = await seedPerson();
    await seedMember(agency.tenantId, leaver, "operator");
    const second = await seedTenant("Fernhill");
    for (const { tenantId } of [client, second]) await seedGrant(tenantId, agency);
    const gone = await browserOf(leaver);
    for (const of of [client, second]) await gone().tenants.current({ tenant: tenantOf(of) });
    await inTenant(agency.tenantId, (tx) => tx.delete(member).where(eq(member.userId, leaver)));
    for (const of of [agency, client, second]) {
      const look = gone().tenants.current({ tenant: tenantOf(of) });
      await expect(look).rejects.toMatchObject(code("NOT_FOUND", "tenant"));
    }
    expect(await gone().session.tenants()).toEqual([]);
    expect(await gone().dashboards.tenants()).toEqual([]);
  });

  test("is signed out of every browser by the one act that removes them", async () => {
    const leaver = await seedPerson();
    await seedMember(agency.tenantId, leaver, "operator");
    const memberId = await memberIdOf(leaver);
    const [first, second] = [await browserOf(leaver), await browserOf(leaver)];
    const lead = await browserOf(agency.staffId);
    const at = { tenant: tenantOf(agency) };
    expect(await lead().agencies.removeEverywhere({ ...at, member: memberId })).toEqual({ sessions: 2 });
    for (const browser of [first, second]) {
      await expect(browser().session.me()).rejects.toMatchObject(code("UNAUTHENTICATED"));
    }
    const again = lead().agencies.removeEverywhere({ ...at, member: memberId });
    await expect(again).rejects.toMatchObject(code("NOT_FOUND", "member"));
  });

  test("is neither oneself nor the last owner, and an admin removes no owner", async () => {
    const lead = await browserOf(agency.staffId);
    const at = { tenant: tenantOf(agency) };
    const self = lead().agencies.removeEverywhere({ ...at, member: await memberIdOf(agency.staffId) });
    await expect(self).rejects.toMatchObject(code("PRECONDITION", "oneself"));
    const admin = await seedPerson();
    await seedMember(agency.tenantId, admin, "admin");
    const asAdmin = await browserOf(admin);
    const last = { ...at, member: await memberIdOf(agency.staffId) };
    await expect(asAdmin().agencies.removeEverywhere(last)).rejects.toMatchObject(
      code("FORBIDDEN", "owners-only"),
    );
  });
});

test("an agency opens its workspace by a person who owns one, shows its clients, and is found by its code", async () => {
  const [owner, nobody] = [await browserOf(client.ownerId), await browserOf(await seedPerson())];
  const asked = { name: "Brightwater", zone: "Europe/Paris" };
  await expect(nobody().agencies.create(asked)).rejects.toMatchObject(code("FORBIDDEN"));
  const made = await owner().agencies.create(asked);
  const second = await seedTenant("Fernhill");
  await seedPerson({ id: second.ownerId });
  const grantor = await browserOf(second.ownerId);
  await grantor().agencies.grant({ tenant: tenantOf(second), ...all, agency: made.id });
  expect(await owner().tenants.current({ tenant: made.id })).toMatchObject({ kind: "agency", role: "owner" });
  expect(await owner().agencies.clients({ tenant: made.id })).toMatchObject([
    { name: "Fernhill", role: "manager", connections: null },
  ]);
  expect(await owner().agencies.clients({ tenant: tenantOf(client) })).toEqual([]);
});

test("only what one may enter is pinned or counts as opened", async () => {
  const owner = await browserOf(client.ownerId);
  const stranger = await seedTenant("Stranger");
  const at = { tenant: tenantOf(client) };
  await owner().session.noteTenant(at);
  await owner().session.pinTenant({ ...at, isPinned: true });
  expect(await owner().session.tenants()).toMatchObject([{ openedAt: clock.now(), pinnedAt: clock.now() }]);
  await owner().session.pinTenant({ ...at, isPinned: false });
  expect(await owner().session.tenants()).toMatchObject([{ openedAt: clock.now(), pinnedAt: null }]);
  const foreign = owner().session.pinTenant({ tenant: tenantOf(stranger), isPinned: true });
  await expect(foreign).rejects.toMatchObject(code("NOT_FOUND", "tenant"));
});

async function memberIdOf(userId: Id<"user">): Promise<string> {
  const [row] = await inTenant(agency.tenantId, (tx) =>
    tx.select({ id: member.id }).from(member).where(eq(member.userId, userId)),
  );
  return publicId("member", row?.id ?? newId("member"));
}

async function addConnection(tenantId: Id<"tenant">): Promise<Id<"connection">> {
  const id = newId("connection");
  await inTenant(tenantId, async (tx) => {
    const [like] = await tx.select().from(connection);
    if (!like) throw new Error("no connection");
    await tx.insert(connection).values({ ...like, id, sellingPartnerId: `amzn1.vg.${id}`, label: "Other" });
    const due = new Date(0);
    await tx.insert(syncFlow).values(
      flows.map((flow) => ({
        tenantId,
        connectionId: id,
        flow,
        everyMinutes: 15,
        nextDueAt: due,
        nextSweepAt: due,
      })),
    );
  });
  return id;
}

async function addOrder(connectionId: Id<"connection">, number: string): Promise<string> {
  const { tenantId } = client;
  const source = { tenantId, connectionId, country: "US", dayOf: () => "2026-11-16", seenAt: clock.now() };
  return inTenant(tenantId, async (tx) => {
    await storeOrders(tx, source, [original(makeOrder({ number }))]);
    const [made] = await tx.select({ id: order.id }).from(order).where(eq(order.number, number));
    if (!made) throw new Error("no order");
    await openWorkItem(tx, memberContext(tenantId, "owner", clock), {
      kind: "confirm",
      subject: { kind: "order", id: made.id },
      connectionId,
      dueAt: clock.now(),
    });
    return publicId("order", made.id);
  });
}
