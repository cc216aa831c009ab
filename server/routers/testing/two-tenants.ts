import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { agencyGrant } from "@/db/schema/agencies";
import { connection, oauthState } from "@/db/schema/connections";
import { order, orderChange } from "@/db/schema/orders";
import { savedView } from "@/db/schema/saved-views";
import { audit, invitation, member, type Role, roles, tenant } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { hashRows } from "@/db/testing/hash-rows";
import { seedAgency } from "@/db/testing/seed-agency";
import { seedMember, seedPerson, seedSession } from "@/db/testing/seed-person";
import { endSession } from "@/server/access/session";
import { platformApp } from "@/server/acorn/simulator/defaults";
import { beginConsent } from "@/server/modules/connections/begin-consent";
import { requestSync } from "@/server/modules/connections/request-sync";
import { saveApp } from "@/server/modules/connections/save-app";
import {
  connectTenant,
  openTenant,
  openWorld,
  type Tenant,
  type World,
} from "@/server/modules/connections/testing/connected-tenant";
import { addLegalEntity } from "@/server/modules/legal-entities/add-legal-entity";
import { addMember } from "@/server/modules/members/add-member";
import { inviteMember } from "@/server/modules/members/invite-member";
import { storeOrders } from "@/server/modules/orders/store-orders";
import { storeUnreadable } from "@/server/modules/orders/store-unreadable";
import { eaches, makeOrder, original } from "@/server/modules/orders/testing/make-order";
import { sha256 } from "@/server/platform/crypto";
import { type Id, newId, parsePublicId, publicId } from "@/server/platform/ids";
import { localDay } from "@/server/platform/zoned-time";
import { restoreReview, seedAccess } from "./seed-access";
import { seedSubmission } from "./seed-submission";

/** Public ids of one tenant's rows, by the kind that inputs ask for. */
export type Rows = Record<
  | "tenant"
  | "order"
  | "connection"
  | "app"
  | "syncRun"
  | "change"
  | "member"
  | "invitation"
  | "legalEntity"
  | "grant"
  | "agencyVisit"
  | "accessReview"
  | "reviewItem"
  | "user"
  | "audit"
  | "savedView"
  | "submission",
  string
>;
export type Filled = Tenant & {
  rows: Rows;
  group: string;
  orderId: Id<"order">;
  runId: Id<"syncRun">;
  /** somebody nobody is signed in as, and an offer that stands */
  colleague: { memberId: Id<"member">; userId: Id<"user"> };
  invitationId: Id<"invitation">;
  savedViewId: Id<"savedView">;
  submissionId: Id<"submission">;
};

export type TwoTenants = World & {
  own: Filled;
  foreign: Filled;
  /** public id of an agency that neither tenant has granted anything to yet */
  agency: string;
  /** stands in every text of the foreign tenant's rows */
  canary: string;
  /** the own tenant's members, and live sessions of theirs */
  people: Record<Role, Id<"user">>;
  sessions: Record<Role, string>;
  /** why it is none → what a browser might still hold, and the tenant it asks for */
  strangers: Record<string, { token: string | null; tenant: string; code: string }>;
  /** of all rows of a tenant, as a superuser sees them; two equal hashes mean that nothing was written */
  hashRows(of: Filled, without?: readonly string[]): Promise<string>;
  /** a refresh token that Amazon accepts for the own tenant's account */
  ownToken(): string;
  close(): Promise<void>;
};

const groups = { own: "amzn1.vg.7001001", foreign: "amzn1.vg.7001002" };

/** Two tenants with rows in every corner, members in every role, and everybody who should be let in nowhere. */
export async function openTwoTenants(): Promise<TwoTenants> {
  const world = await openWorld();
  nameAmazon(world);
  const canary = "CANARYB";
  const own = await fill(world, "Own", groups.own);
  const foreign = await fill(world, canary, groups.foreign);
  const people = await seedPeople(own);
  const root = postgres(world.database.superUrl, { max: 1, onnotice: () => {} });
  const { tenantId: agencyId } = await seedAgency("Northlight");
  return {
    ...world,
    own,
    foreign,
    agency: publicId("tenant", agencyId),
    canary,
    people,
    sessions: await seedSessions(people),
    strangers: await seedStrangers(own, foreign),
    hashRows: (of, without) => hashRows(root, of.tenantId, without),
    ownToken: () =>
      world.simulator.control.selfAuthorise({ clientId: platformApp.clientId, vendorGroup: groups.own }),
    close: async () => {
      await root.end();
      await world.stop();
    },
  };
}

/** The verbs behind procedures ask the environment where Amazon is. */
function nameAmazon({ settings }: World): void {
  const { platformApp: app, endpoints } = settings;
  Object.assign(process.env, {
    ACORN_APP_ID: app.applicationId,
    ACORN_CLIENT_ID: app.clientId,
    ACORN_CLIENT_SECRET: app.clientSecret,
    ACORN_LWA_URL: settings.lwaUrl,
    ACORN_NA_URL: endpoints.production.na,
    ACORN_EU_URL: endpoints.production.eu,
    ACORN_FE_URL: endpoints.production.fe,
    ACORN_SANDBOX_NA_URL: endpoints.sandbox.na,
    ACORN_SANDBOX_EU_URL: endpoints.sandbox.eu,
    ACORN_SANDBOX_FE_URL: endpoints.sandbox.fe,
    ACORN_CONSENT_URL_TEMPLATE: settings.consentTemplate,
  });
}

async function fill(world: World, mark: string, group: string): Promise<Filled> {
  const made = await openTenant();
  const { tenantId, owner } = made;
  const connectionId = await connectTenant(made, world, group);
  const seeded = await seedColleague(made);
  await inTenant(tenantId, async (tx) => {
    await tx.update(tenant).set({ name: mark }).where(eq(tenant.id, tenantId));
    await tx.update(member).set({ name: mark, email: `${mark}@larkmoor.example` });
    await tx.update(connection).set({ label: mark }).where(eq(connection.id, connectionId));
    const email = `${mark}@newcomer.example`;
    await tx.update(invitation).set({ email, tenantName: mark, invitedByName: mark });
  });
  const ids = await storeDocuments(made, connectionId, mark);
  const { appId } = await saveApp(owner, {
    name: mark,
    applicationId: `amzn1.sellerapps.app.${mark}`,
    clientId: `amzn1.application-oa2-client.${mark}`,
    clientSecret: `${mark}-secret`,
    visibility: "public",
    state: "approved",
  });
  const entity = await addLegalEntity(owner, {
    name: mark,
    country: "US",
    registration: mark,
    addressLines: [mark],
  });
  const { runId } = await requestSync(owner, { connectionId, flow: "order-status" }, async () => undefined);
  const access = await seedAccess(made, mark);
  const consent = { country: "US", environment: "production", appId: null } as const;
  await beginConsent(owner, consent, { sessionHash: sha256(mark), settings: world.settings });
  const savedViewId = newId("savedView");
  const submissionId = await seedSubmission({ tenantId, connectionId, orderId: ids.order }, mark);
  const auditId = await inTenant(tenantId, async (tx) => {
    await tx.insert(savedView).values(viewOf(tenantId, savedViewId, mark));
    const [row] = await tx.select({ id: audit.id }).from(audit).limit(1);
    return row?.id ?? newId("audit");
  });
  return {
    ...made,
    ...seeded,
    connectionId,
    group,
    runId,
    savedViewId,
    submissionId,
    orderId: ids.order,
    rows: {
      ...access,
      tenant: publicId("tenant", tenantId),
      order: publicId("order", ids.order),
      connection: publicId("connection", connectionId),
      app: publicId("app", appId),
      syncRun: publicId("syncRun", runId),
      change: publicId("change", ids.change),
      member: publicId("member", seeded.colleague.memberId),
      invitation: publicId("invitation", seeded.invitationId),
      legalEntity: publicId("legalEntity", entity.id),
      user: publicId("user", made.ownerId),
      audit: publicId("audit", auditId),
      savedView: publicId("savedView", savedViewId),
      submission: publicId("submission", submissionId),
    },
  };
}

/** A second owner, so that the first may leave; somebody to change and remove; somebody who is invited. */
async function seedColleague({ tenantId, owner, job }: Tenant) {
  const named = { name: "Colleague", email: "colleague@example.test" };
  await addMember(job, { ...named, userId: newId("user"), role: "owner" });
  const userId = newId("user");
  const memberId = await addMember(job, { ...named, userId, role: "viewer" });
  await inviteMember(owner, { addresses: ["invited@example.test"], role: "viewer", locale: "en" });
  const [row] = await inTenant(tenantId, (tx) => tx.select({ id: invitation.id }).from(invitation));
  if (!row) throw new Error("nobody was invited");
  return { colleague: { memberId, userId }, invitationId: row.id };
}

/** An order that Amazon changed after its confirmation, a second one, and a record nobody can read. */
async function storeDocuments({ tenantId }: Tenant, connectionId: Id<"connection">, mark: string) {
  const seenAt = new Date("2026-11-16T09:05:00Z");
  const dayOf = (at: Date) => localDay(at, "UTC");
  const source = { tenantId, connectionId, country: "US", dayOf, seenAt };
  const first = makeOrder({ state: "acknowledged", dealCode: mark, vendorCode: mark, number: `PO${mark}` });
  const changed = makeOrder({ ...first, changedAt: new Date("2026-11-18T09:00:00Z"), lines: [] });
  const withLines = { ...changed, lines: first.lines.map((line) => ({ ...line, ordered: eaches(4) })) };
  return inTenant(tenantId, async (tx) => {
    await storeOrders(tx, source, [original(first)]);
    await storeOrders(tx, source, [original(withLines), original(makeOrder({ number: `2${mark}` }))]);
    const unreadable = { bytes: Buffer.from(`{"${mark}":`), faults: [{ path: mark, message: "no object" }] };
    await storeUnreadable(tx, { ...source, operation: "getPurchaseOrders", at: seenAt }, [unreadable]);
    const [change] = await tx.select({ id: orderChange.id, order: orderChange.orderId }).from(orderChange);
    if (!change) throw new Error("no change was stored");
    await tx
      .update(order)
      .set({ shipTo: sql`jsonb_build_object('code', ${mark}::text)` })
      .where(eq(order.id, change.order));
    return { order: change.order, change: change.id };
  });
}

async function seedPeople(own: Tenant): Promise<Record<Role, Id<"user">>> {
  const pairs: [Role, Id<"user">][] = [];
  for (const role of roles) {
    const userId = role === "owner" ? own.ownerId : await seedPerson();
    if (role !== "owner") await seedMember(own.tenantId, userId, role);
    pairs.push([role, userId]);
  }
  // one entry for each role
  return Object.fromEntries(pairs) as Record<Role, Id<"user">>;
}

async function seedSessions(people: Record<Role, Id<"user">>): Promise<Record<Role, string>> {
  const pairs = await Promise.all(roles.map(async (role) => [role, await seedSession(people[role])]));
  // one entry for each role
  return Object.fromEntries(pairs) as Record<Role, string>;
}

async function seedStrangers(own: Filled, foreign: Filled): Promise<TwoTenants["strangers"]> {
  const at = own.rows.tenant;
  const past = { expires: new Date(Date.now() - 1000) };
  const month = { createdAt: new Date(Date.now() - 31 * 86_400_000) };
  const left = await seedSession(own.ownerId);
  await endSession(left);
  const removed = await seedPerson();
  await seedMember(own.tenantId, removed, "owner");
  await inTenant(own.tenantId, (tx) => tx.delete(member).where(eq(member.userId, removed)));
  const suspended = await openTenant();
  await inTenant(suspended.tenantId, (tx) => tx.update(tenant).set({ suspendedAt: new Date() }));
  const unsigned = { tenant: at, code: "UNAUTHENTICATED" };
  const unknown = { code: "NOT_FOUND" };
  const suspendedAt = publicId("tenant", suspended.tenantId);
  return {
    anonymous: { token: null, ...unsigned },
    forged: { token: "forged", ...unsigned },
    expired: { token: await seedSession(own.ownerId, past), ...unsigned },
    "a month old": { token: await seedSession(own.ownerId, month), ...unsigned },
    "signed out": { token: left, ...unsigned },
    "removed member": { token: await seedSession(removed), tenant: at, ...unknown },
    "owner of another tenant": { token: await seedSession(foreign.ownerId), tenant: at, ...unknown },
    "owner asking for another tenant": {
      token: await seedSession(own.ownerId),
      tenant: foreign.rows.tenant,
      ...unknown,
    },
    "owner asking for no tenant": {
      token: await seedSession(own.ownerId),
      tenant: publicId("tenant", newId("tenant")),
      ...unknown,
    },
    "owner of a suspended tenant": {
      token: await seedSession(suspended.ownerId),
      tenant: suspendedAt,
      ...unknown,
    },
  };
}

/** A shared view of the grid of orders. */
const viewOf = (
  tenantId: Id<"tenant">,
  id: Id<"savedView">,
  name: string,
): typeof savedView.$inferInsert => ({
  tenantId,
  id,
  grid: "orders",
  name,
  query: `q=${name}`,
  createdAt: new Date(),
  updatedAt: new Date(),
});

/** The one view again, as it was. */
export async function restoreViews({ own }: TwoTenants): Promise<void> {
  await inTenant(own.tenantId, async (tx) => {
    await tx.delete(savedView);
    await tx.insert(savedView).values(viewOf(own.tenantId, own.savedViewId, "Own"));
  });
}

/** What each role may be shown again and again: states that an earlier call has changed are set back. */
export async function restore(
  { own, agency }: TwoTenants,
  state: "active" | "paused" = "active",
): Promise<void> {
  await inTenant(own.tenantId, async (tx) => {
    await tx.update(connection).set({ state, mode: "shadow", label: "Own" });
    await tx.update(tenant).set({ name: "Own", hue: 1, zone: "Europe/London", deletionDueAt: null });
    await tx.execute(sql`update legal_entity set name = id::text, archived_at = null`);
    await tx.execute(sql`update sync_run set state = 'done'`);
    await tx.execute(sql`update acorn_app set state = 'approved'`);
    await tx.delete(oauthState);
    const again = parsePublicId("tenant", agency);
    if (again) await tx.delete(agencyGrant).where(eq(agencyGrant.agencyId, again));
    await tx.update(agencyGrant).set({ revokedAt: null });
    await restoreReview(tx, own);
  });
}
