import { eq } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { session } from "@/db/schema/auth";
import { seedPerson, seedSession } from "@/db/testing/seed-person";
import { codeAt, seedFactor } from "@/server/access/testing/seed-factor";
import { connectTenant } from "@/server/modules/connections/testing/connected-tenant";
import { asId, type Id, newId, publicId } from "@/server/platform/ids";
import { type Rows, restore, type TwoTenants } from "./two-tenants";

export type Example = {
  /** a valid input, without the tenant, for a tenant that has these rows */
  input: (rows: Rows, world: TwoTenants) => object;
  /** sets back what an earlier call has changed */
  before?: (world: TwoTenants) => Promise<void>;
  /** who calls a personal procedure instead of the own tenant's owner, who is needed as they are */
  person?: () => Promise<Id<"user">>;
  /** fields that only say where a list goes on: any id of this kind is answered from the own rows */
  places?: readonly string[];
};

const order = (rows: Rows) => ({ order: rows.order });
const connection = (rows: Rows) => ({ connection: rows.connection });
const sort = [{ by: "due", direction: "asc" }];
const none = () => ({});

/** As `restore`, with tokens that Amazon takes: removing a connection has destroyed them. */
async function reconnect(world: TwoTenants): Promise<void> {
  await connectTenant(world.own, world, world.own.group);
  await restore(world);
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
  "dashboards.due": { input: () => ({ by: "money" }) },
  "dashboards.markets": { input: none },
  "dashboards.weeks": { input: none },
  "dashboards.freshness": { input: none },
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
};
