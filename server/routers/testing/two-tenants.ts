import postgres from "postgres";
import type { GrantRole } from "@/db/schema/agencies";
import type { Role } from "@/db/schema/tenants";
import { hashRows } from "@/db/testing/hash-rows";
import { seedAgency } from "@/db/testing/seed-agency";
import { type StatementWatch, watchStatements } from "@/db/testing/watch-statements";
import { platformApp } from "@/server/acorn/simulator/defaults";
import { openWorld, type World } from "@/server/modules/connections/testing/connected-tenant";
import { type Id, publicId } from "@/server/platform/ids";
import { type Filled, fillTenant } from "./fill-tenant";
import { seedPeople, seedSessions, seedStaff, seedStrangers } from "./seed-people";

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
  /** staff of agencies, and what their living grant to the own tenant says */
  staff: readonly { name: string; role: GrantRole; isLimited: boolean; token: string }[];
  /** of all rows of a tenant, as a superuser sees them; two equal hashes mean that nothing was written */
  hashRows(of: Filled, without?: readonly string[]): Promise<string>;
  /** runs it and tells what the product asked of the database meanwhile */
  watch: StatementWatch["during"];
  /** a refresh token that Amazon accepts for the own tenant's account */
  ownToken(): string;
  close(): Promise<void>;
};

const groups = { own: "amzn1.vg.7001001", foreign: "amzn1.vg.7001002" };

/** Two tenants with rows in every corner, members in every role, and everybody who should be let in nowhere. */
export async function openTwoTenants(): Promise<TwoTenants> {
  const watch = await watchStatements();
  const world = await openWorld(watch.reach);
  nameAmazon(world);
  const canary = "CANARYB";
  const own = await fillTenant(world, "Own", groups.own);
  const foreign = await fillTenant(world, canary, groups.foreign);
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
    staff: await seedStaff(own),
    hashRows: (of, without) => hashRows(root, of.tenantId, without),
    watch: watch.during,
    ownToken: () =>
      world.simulator.control.selfAuthorise({ clientId: platformApp.clientId, vendorGroup: groups.own }),
    close: async () => {
      await root.end();
      await world.stop();
      await watch.close();
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
