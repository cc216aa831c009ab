import type { Role } from "@/db/schema/tenants";
import { isAllowed } from "@/server/access/permissions";
import { connectTenant } from "@/server/modules/connections/testing/connected-tenant";
import { type Rows, restore, restoreViews, type TwoTenants } from "./two-tenants";

export type Example = {
  /** a valid input, without the tenant, for a tenant that has these rows */
  input: (rows: Rows, world: TwoTenants) => object;
  /** sets back what an earlier call has changed */
  before?: (world: TwoTenants) => Promise<void>;
  /** of the roles that hold the action, those that may do it to this very row */
  mayTouch?: (role: Role) => boolean;
  /** fields that only say where a list goes on: any id of this kind is answered from the own rows */
  places?: readonly string[];
};

const order = (rows: Rows) => ({ order: rows.order });
const connection = (rows: Rows) => ({ connection: rows.connection });
const sort = [{ by: "due", direction: "asc" }];
const none = () => ({});
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

/** One valid input for every procedure; the tests fail on a procedure that has none. */
export const examples: Record<string, Example> = {
  "session.me": { input: none },
  "session.tenants": { input: none },
  "session.updateProfile": { input: () => ({ theme: "dark", zone: "Europe/Berlin", locale: "zh-CN" }) },
  "session.signOut": { input: none },
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
