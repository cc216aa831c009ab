import { eq, sql } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { session } from "@/db/schema/auth";
import { connection } from "@/db/schema/connections";
import { order, orderChange } from "@/db/schema/orders";
import { savedView } from "@/db/schema/saved-views";
import { audit, invitation, member, tenant } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { seedSession } from "@/db/testing/seed-person";
import { beginConsent } from "@/server/modules/connections/begin-consent";
import { requestSync } from "@/server/modules/connections/request-sync";
import { saveApp } from "@/server/modules/connections/save-app";
import {
  connectTenant,
  openTenant,
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
import { asId, type Id, newId, publicId } from "@/server/platform/ids";
import { localDay } from "@/server/platform/zoned-time";
import { viewOf } from "./restore-rows";
import { seedAccess } from "./seed-access";
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
  | "submission"
  | "session",
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

/** A tenant with a row in every corner; `mark` stands in every text of them. */
export async function fillTenant(world: World, mark: string, group: string): Promise<Filled> {
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
      session: publicId("session", await openOwnerSession(made.ownerId)),
    },
  };
}

/** The id of a browser's session that nobody uses. */
async function openOwnerSession(ownerId: Id<"user">): Promise<Id<"session">> {
  const sessionToken = sha256(await seedSession(ownerId)).toString("base64url");
  const [row] = await authDb()
    .select({ id: session.id })
    .from(session)
    .where(eq(session.sessionToken, sessionToken));
  if (!row) throw new Error("no session was opened");
  return asId<"session">(row.id);
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
