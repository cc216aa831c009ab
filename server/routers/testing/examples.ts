import { eq } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { session } from "@/db/schema/auth";
import { legalEntity, type Role } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { seedPerson, seedSession } from "@/db/testing/seed-person";
import { isAllowed } from "@/server/access/permissions";
import { codeAt, seedFactor } from "@/server/access/testing/seed-factor";
import { connectTenant } from "@/server/modules/connections/testing/connected-tenant";
import { asId, type Id, newId, publicId } from "@/server/platform/ids";
import type { Rows } from "./fill-tenant";
import { restorePeople } from "./restore-people";
import { restore, restoreViews } from "./restore-rows";
import { restoreSubmission } from "./seed-submission";
import type { TwoTenants } from "./two-tenants";

export type Example = {
  /** a valid input, without the tenant, for a tenant that has these rows */
  input: (rows: Rows, world: TwoTenants) => object;
  /** sets back what an earlier call has changed */
  before?: (world: TwoTenants) => Promise<void>;
  /** after a call that was done: gives back what every later example needs */
  after?: (world: TwoTenants) => Promise<void>;
  /** who calls a personal procedure instead of the own tenant's owner, who is needed as they are */
  person?: () => Promise<Id<"user">>;
  /** of the roles that hold the action, those that may do it to this very row */
  mayTouch?: (role: Role) => boolean;
  /** fields that only say where a list goes on: any id of this kind is answered from the own rows */
  places?: readonly string[];
  /** lists that are no filter: one id that is not the tenant's refuses the whole */
  strict?: readonly string[];
};

const order = (rows: Rows) => ({ order: rows.order });
const connection = (rows: Rows) => ({ connection: rows.connection });
const sort = [{ by: "due", direction: "asc" }];
const none = () => ({});
/** as `restore` leaves them */
const ownSettings = { name: "Own", hue: 1, zone: "Europe/London" };
const entity = { name: "Own GmbH", country: "DE", registration: "HRB 1", addressLines: ["Weg 1", "Bonn"] };
const terms = (rows: Rows) => ({ role: "manager", connections: [rows.connection], endsOn: "2999-12-31" });
const submission = (rows: Rows) => ({ submission: rows.submission });
/** of the PO that Amazon changed: two lines of 4 */
const wholeAnswer = ["1", "2"].map((sequence) => ({
  sequence,
  netCost: { amount: "2.50", currency: "USD" },
  parts: [{ answer: "accepted", amount: 4 }],
}));
const view = (rows: Rows) => ({ view: rows.savedView });
/** The tenants' view is a shared one. */
const ofShared = {
  before: restoreViews,
  mayTouch: (role: Role) => isAllowed(role, "view.share"),
};

/** As `restore`, with tokens that Amazon takes: removing a connection has destroyed them. */
async function reconnect(world: TwoTenants): Promise<void> {
  await connectTenant(world.own, world, world.own.group);
  await restore(world);
}

async function forgetAdded(world: TwoTenants): Promise<void> {
  await inTenant(world.own.tenantId, (tx) => tx.delete(legalEntity).where(eq(legalEntity.name, entity.name)));
}

/** Somebody with a second factor, which they gave at sign-in. */
async function withFactor(): Promise<Id<"user">> {
  const userId = await seedPerson();
  await seedFactor(userId);
  return userId;
}

let otherSession = newId("session");
/** Somebody who is signed in in another browser too. */
async function withTwoBrowsers(): Promise<Id<"user">> {
  const userId = await seedPerson();
  await seedSession(userId);
  const [row] = await authDb().select({ id: session.id }).from(session).where(eq(session.userId, userId));
  if (row) otherSession = asId<"session">(row.id);
  return userId;
}

const code = () => ({ code: codeAt(new Date()) });

/** One valid input for every procedure; the tests fail on a procedure that has none. */
export const examples: Record<string, Example> = {
  "session.me": { input: none },
  "session.tenants": { input: none },
  "session.updateProfile": { input: () => ({ theme: "dark", zone: "Europe/Berlin", locale: "zh-CN" }) },
  "session.signOut": { input: none },
  "session.noteTenant": { input: none },
  "session.pinTenant": { input: () => ({ isPinned: true }) },
  "security.overview": { input: none },
  "security.stepUp": { input: code, person: withFactor },
  "security.renewRecoveryCodes": { input: code, person: withFactor },
  "security.removeFactor": { input: code, person: withFactor },
  "security.unlinkCompany": { input: none },
  "security.signOutSession": {
    input: () => ({ session: publicId("session", otherSession) }),
    person: withTwoBrowsers,
  },
  "security.signOutOthers": { input: none, person: withTwoBrowsers },
  "security.requestNotifyAddress": { input: () => ({ email: "stock@larkmoor.example" }) },
  "security.forgetNotifyAddress": { input: none },
  "tenants.current": { input: none },
  "tenants.update": {
    input: () => ({ name: "Own too", hue: 7, zone: "Asia/Tokyo", before: ownSettings }),
    before: restore,
  },
  "tenants.contents": { input: none },
  "tenants.askDeletion": { input: () => ({ typedWord: "Own" }), before: restore },
  "tenants.cancelDeletion": { input: none, before: restore },
  "legalEntities.list": { input: none },
  "legalEntities.add": { input: () => entity, before: forgetAdded },
  "legalEntities.change": {
    input: (rows) => ({ ...entity, legalEntity: rows.legalEntity }),
    before: restore,
  },
  "legalEntities.archive": {
    input: (rows) => ({ legalEntity: rows.legalEntity, isArchived: true }),
    before: restore,
  },
  "orders.list": {
    input: (rows) => ({ filter: { connection: [rows.connection], text: "PO" }, sort, limit: 5 }),
    places: ["cursor"],
  },
  "orders.summary": { input: (rows) => ({ filter: { connection: [rows.connection] } }) },
  "orders.get": { input: order },
  "orders.neighbours": {
    input: (rows) => ({ ...order(rows), sort, filter: { connection: [rows.connection] } }),
  },
  "orders.original": {
    input: (rows) => ({ ...order(rows), which: { change: rows.change, side: "before" } }),
  },
  "orders.fetch": {
    input: (rows, { own, simulator }) => ({
      ...connection(rows),
      number: simulator.control.orders(own.group, {})[0]?.number ?? "",
    }),
    before: reconnect,
  },
  "orders.seeChange": { input: (rows) => ({ ...order(rows), version: 2 }) },
  "acknowledgements.sheet": { input: order },
  "acknowledgements.answer": {
    input: (rows) => ({ ...order(rows), version: 2, lines: wholeAnswer }),
    before: restore,
  },
  "acknowledgements.shadow": { input: connection },
  "submissions.list": { input: order },
  "submissions.bytes": { input: submission },
  "submissions.withdraw": { input: submission, before: restoreSubmission() },
  "submissions.settle": {
    input: (rows) => ({ ...submission(rows), outcome: "lost", note: "Amazon has no trace of it" }),
    before: restoreSubmission("unknown"),
  },
  "dashboards.tenants": { input: none },
  "dashboards.due": { input: () => ({ by: "money" }) },
  "dashboards.markets": { input: none },
  "dashboards.weeks": { input: none },
  "dashboards.freshness": { input: none },
  "members.list": { input: none },
  "members.invitations": { input: none },
  "members.invite": {
    input: () => ({ addresses: ["new@newcomer.example"], role: "viewer", locale: "en" }),
  },
  "members.resend": {
    input: (rows) => ({ invitation: rows.invitation, locale: "en" }),
    before: restorePeople,
  },
  "members.revoke": { input: (rows) => ({ invitation: rows.invitation }), before: restorePeople },
  "members.changeRole": {
    input: (rows) => ({ member: rows.member, role: "operator" }),
    before: restorePeople,
  },
  "members.remove": { input: (rows) => ({ member: rows.member }), before: restorePeople },
  "members.leave": { input: () => ({ typedWord: "Own" }), before: restorePeople, after: restorePeople },
  "audit.list": {
    input: (rows) => ({ filter: { person: [rows.user], subject: rows.connection }, cursor: rows.audit }),
    places: ["cursor"],
  },
  "audit.count": { input: (rows) => ({ filter: { person: [rows.user] } }) },
  "audit.facets": { input: none },
  "audit.verify": { input: none },
  "views.list": { input: () => ({ grid: "orders" }), before: restoreViews },
  "views.save": {
    input: () => ({ grid: "orders", name: "Mine", query: "q=x" }),
    before: restoreViews,
  },
  "views.update": { input: (rows) => ({ ...view(rows), version: 1, query: "q=y" }), ...ofShared },
  "views.rename": { input: (rows) => ({ ...view(rows), version: 1, name: "Other" }), ...ofShared },
  "views.share": { input: (rows) => ({ ...view(rows), version: 1, isShared: true }), ...ofShared },
  "views.delete": { input: view, ...ofShared },
  "views.setDefault": {
    input: (rows) => ({ ...view(rows), grid: "orders", role: "operator" }),
    before: restoreViews,
  },
  "connections.list": { input: none },
  "connections.runs": {
    input: (rows) => ({ ...connection(rows), before: rows.syncRun }),
    before: restore,
    places: ["before"],
  },
  "connections.run": { input: (rows) => ({ run: rows.syncRun }) },
  "connections.beginConsent": {
    input: (rows) => ({ country: "US", environment: "production", app: rows.app }),
    before: restore,
  },
  "connections.connectByToken": {
    input: (rows, world) => ({
      ...connection(rows),
      app: null,
      label: "Own",
      country: "US",
      environment: "production",
      refreshToken: world.ownToken(),
    }),
    before: restore,
  },
  "connections.rename": { input: (rows) => ({ ...connection(rows), label: "Own" }), before: restore },
  "connections.pause": { input: connection, before: restore },
  "connections.resume": { input: connection, before: (world) => restore(world, "paused") },
  "connections.remove": { input: (rows) => ({ ...connection(rows), typedWord: "Own" }), before: restore },
  "connections.setMode": {
    input: (rows) => ({ ...connection(rows), mode: "live", typedWord: "Own" }),
    before: restore,
  },
  "connections.setFrequency": {
    input: (rows) => ({
      ...connection(rows),
      flow: "orders",
      frequency: { kind: "daily", at: "02:30", zone: "Europe/Berlin" },
    }),
    before: restore,
  },
  "connections.sync": { input: (rows) => ({ ...connection(rows), flow: "orders" }), before: restore },
  "connections.apps": { input: none },
  "connections.saveApp": {
    input: (rows) => ({
      app: rows.app,
      name: "Own",
      applicationId: "amzn1.sellerapps.app.Own",
      clientId: "amzn1.application-oa2-client.Own",
      visibility: "public",
      state: "approved",
    }),
    before: restore,
  },
  "connections.disableApp": { input: (rows) => ({ app: rows.app }), before: restore },
  "agencies.create": { input: () => ({ name: "Own agency", zone: "Europe/Berlin" }) },
  "agencies.clients": { input: none },
  "agencies.find": { input: (_, world) => ({ agency: world.agency }) },
  "agencies.grants": { input: none },
  "agencies.visits": { input: (rows) => ({ grant: rows.grant }) },
  "agencies.grant": {
    input: (rows, world) => ({ agency: world.agency, ...terms(rows) }),
    before: restore,
    strict: ["connections.[]"],
  },
  "agencies.change": {
    input: (rows) => ({ grant: rows.grant, ...terms(rows) }),
    before: restore,
    strict: ["connections.[]"],
  },
  "agencies.revoke": { input: (rows) => ({ grant: rows.grant }), before: restore },
  "agencies.removeEverywhere": { input: (rows) => ({ member: rows.member }), before: restore },
  "reviews.list": { input: none },
  "reviews.items": { input: (rows) => ({ review: rows.accessReview }) },
  "reviews.open": { input: none },
  "reviews.decide": {
    input: (rows) => ({ item: rows.reviewItem, decision: "revoke" }),
    before: restore,
  },
};
