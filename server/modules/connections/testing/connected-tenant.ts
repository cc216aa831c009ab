import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { connection } from "@/db/schema/connections";
import type { Role } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedMember, seedPerson } from "@/db/testing/seed-person";
import { seedTenant, type TestTenant } from "@/db/testing/seed-tenant";
import type { Ctx } from "@/server/access/context";
import { findCountry } from "@/server/acorn/regions";
import { createSimulator, type Simulator } from "@/server/acorn/simulator/create-simulator";
import { platformApp, privateApp, simulatorEndpoints } from "@/server/acorn/simulator/defaults";
import { createTenantKey } from "@/server/modules/tenants/tenant-key";
import { type Clock, systemClock } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";
import type { AcornSettings } from "../acorn-settings";
import { saveAuthorisation } from "../save-authorisation";

export const vendorGroup = "amzn1.vg.7001001";
export const log = createLogger("test", "silent");

export type World = {
  database: TestDatabase;
  simulator: Simulator;
  settings: AcornSettings;
  stop(): Promise<void>;
};

const asItIs = (url: string) => url;

/**
 * A database of its own and the simulator as Amazon.
 * @param reach the address by which the pools reach the database
 */
export async function openWorld(reach = asItIs): Promise<World> {
  const database = await createTestDatabase();
  const { appUrl: app, authUrl: auth, schedulerUrl: scheduler } = database;
  connectDatabase({ app: reach(app), auth: reach(auth), scheduler: reach(scheduler) });
  const simulator = await createSimulator();
  return {
    database,
    simulator,
    settings: settingsOf(simulator.url),
    stop: async () => {
      await simulator.stop();
      await disconnectDatabase();
      await database.drop();
    },
  };
}

export function settingsOf(url: string): AcornSettings {
  const at = simulatorEndpoints(url);
  const { applicationId, clientId, clientSecret } = platformApp;
  return {
    platformApp: { applicationId, clientId, clientSecret },
    lwaUrl: at.lwa,
    endpoints: {
      production: { na: at.na, eu: at.eu, fe: at.fe },
      sandbox: { na: at.sandboxNa, eu: at.sandboxEu, fe: at.sandboxFe },
    },
    consentTemplate: at.consentTemplate,
    redirectUri: platformApp.redirectUris[0] ?? "",
  };
}

export type Tenant = TestTenant & { owner: Ctx; job: Ctx; sessionHash: Buffer };

/** A tenant with its data key and an owner who is signed in. */
export async function openTenant(clock: Clock = systemClock): Promise<Tenant> {
  const made = await seedTenant();
  await inTenant(made.tenantId, async (tx) => {
    await createTenantKey(tx, made.tenantId);
    // The connection of the seed has no tokens; each test makes its own.
    await tx.delete(connection).where(eq(connection.id, made.connectionId));
  });
  await seedPerson({ id: made.ownerId });
  const common = { tenantId: made.tenantId, clock, log, requestId: "test" };
  return {
    ...made,
    owner: {
      ...common,
      factor: { isExempt: true, givenAt: null },
      actor: {
        kind: "member",
        userId: made.ownerId,
        memberId: made.ownerMemberId,
        role: "owner",
        name: "Owner",
        email: `${made.ownerId}@example.test`,
      },
    },
    job: { ...common, actor: { kind: "job", name: "test" } },
    sessionHash: createHash("sha256").update(made.ownerId).digest(),
  };
}

export async function withRole(tenant: Tenant, role: Role): Promise<Ctx> {
  const userId = await seedPerson();
  await seedMember(tenant.tenantId, userId, role);
  const { actor } = tenant.owner;
  if (actor.kind !== "member") throw new Error("the owner is a member");
  return { ...tenant.owner, actor: { ...actor, userId, role } };
}

/** A connection of the US vendor group, or another, whose access token has ended, so that the first call renews it. */
export async function connectTenant(
  tenant: Tenant,
  { simulator: { control } }: Pick<World, "simulator">,
  group = vendorGroup,
) {
  const refreshToken = control.selfAuthorise({ clientId: platformApp.clientId, vendorGroup: group });
  const code = control.groups().find(({ id }) => id === group)?.country ?? "";
  const country = findCountry(code);
  if (!country) throw new Error(`no ${code}`);
  const saved = await inTenant(tenant.tenantId, (tx) =>
    saveAuthorisation(tx, tenant.owner, {
      kind: "consent",
      appId: null,
      visibility: "public",
      environment: "production",
      country,
      sellingPartnerId: group,
      label: "US main",
      granted: { refreshToken, accessToken: "Atza|ended", expiresInMs: -1 },
    }),
  );
  return saved.connectionId;
}

/** Clicks Approve on the consent page and says what Amazon's redirect brought. */
export async function approve(url: string, group = vendorGroup, decision = "approve") {
  const page = new URL(url);
  const form = new URLSearchParams(page.search);
  form.set("vendor_group", group);
  form.set("decision", decision);
  const answer = await fetch(`${page.origin}${page.pathname}`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  const location = answer.headers.get("location");
  if (!location) throw new Error(`no redirect: ${answer.status} ${await answer.text()}`);
  const back = new URL(location).searchParams;
  return {
    state: back.get("state") ?? "",
    code: back.get("spapi_oauth_code") ?? undefined,
    sellingPartnerId: back.get("selling_partner_id") ?? undefined,
    error: back.get("error") ?? undefined,
  };
}

export async function readConnectionRow(tenantId: Id<"tenant">, id: Id<"connection">) {
  const [row] = await inTenant(tenantId, (tx) => tx.select().from(connection).where(eq(connection.id, id)));
  if (!row) throw new Error("no connection");
  return row;
}

export { platformApp, privateApp };
