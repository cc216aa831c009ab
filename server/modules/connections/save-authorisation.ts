import { and, eq, sql } from "drizzle-orm";
import { connection, type Environment, flows, syncFlow } from "@/db/schema/connections";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import type { Country } from "@/server/acorn/regions";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { sealFor } from "@/server/modules/tenants/tenant-key";
import { closeWorkItems } from "@/server/modules/work-items/close-work-items";
import { type Id, newId } from "@/server/platform/ids";
import { authorisationEndsAt } from "./rules";
import { accessTokenOf, refreshTokenOf } from "./sealed-columns";

export type Authorisation = {
  kind: "consent" | "self";
  appId: Id<"app"> | null;
  visibility: "public" | "private";
  environment: Environment;
  country: Country;
  sellingPartnerId: string;
  label: string;
  granted: { refreshToken: string; accessToken: string; expiresInMs: number };
};
export type Saved = { connectionId: Id<"connection">; isNew: boolean };

/**
 * Stores a fresh authorisation under its natural key (environment, region, selling partner). A known connection is
 * authorised anew: tokens replaced, old leases void, flows on again, its work done. Flows are due at once. A new one, and
 * one that had been removed, starts in shadow mode; else the mode stays.
 */
export async function saveAuthorisation(tx: Tx, ctx: Ctx, given: Authorisation): Promise<Saved> {
  const now = ctx.clock.now();
  const { region } = given.country;
  const key = and(
    eq(connection.tenantId, ctx.tenantId),
    eq(connection.environment, given.environment),
    eq(connection.region, region),
    eq(connection.sellingPartnerId, given.sellingPartnerId),
  );
  const placeholder = {
    tenantId: ctx.tenantId,
    id: newId("connection"),
    environment: given.environment,
    region,
    sellingPartnerId: given.sellingPartnerId,
    country: given.country.code,
    label: given.label,
    authorisation: given.kind,
    state: "removed" as const,
    authorisedAt: now,
    sealedRefreshToken: "",
  };
  // The row first, as one that does nothing: what is sealed must know the id, and a second consent at once waits here.
  const [made] = await tx.insert(connection).values(placeholder).onConflictDoNothing().returning();
  const [found] = made ? [made] : await tx.select().from(connection).where(key).for("update");
  if (!found) throw new Error("a connection vanished while it was saved");
  const { id } = found;
  await tx
    .update(connection)
    .set({
      appId: given.appId,
      country: given.country.code,
      authorisation: given.kind,
      state: "active",
      stateReason: null,
      ...(found.state === "removed" && { mode: "shadow" as const }),
      authorisedAt: now,
      expiresAt: authorisationEndsAt(given.kind, given.visibility, now),
      sealedRefreshToken: await sealFor(tx, ctx.tenantId, refreshTokenOf(id), given.granted.refreshToken),
      sealedAccessToken: await sealFor(tx, ctx.tenantId, accessTokenOf(id), given.granted.accessToken),
      accessExpiresAt: new Date(now.getTime() + given.granted.expiresInMs),
      refreshLeaseUntil: null,
      refreshFence: sql`${connection.refreshFence} + 1`,
      updatedAt: now,
    })
    .where(and(eq(connection.tenantId, ctx.tenantId), eq(connection.id, id)));
  await startFlows(tx, ctx, id);
  await closeWorkItems(tx, ctx, { kinds: ["reauthorise", "sync-failing"], subjectIds: [id] });
  await recordAudit(tx, ctx, {
    action: "connection.connect",
    subjectKind: "connection",
    subjectId: id,
    before: made ? undefined : { state: found.state, authorisedAt: found.authorisedAt.toISOString() },
    after: {
      kind: given.kind,
      environment: given.environment,
      country: given.country.code,
      sellingPartnerId: given.sellingPartnerId,
    },
  });
  return { connectionId: id, isNew: made !== undefined };
}

/** Every flow on and due now; a frequency that a person set stays. */
export async function startFlows(tx: Tx, ctx: Ctx, connectionId: Id<"connection">): Promise<void> {
  const now = ctx.clock.now();
  await tx
    .insert(syncFlow)
    .values(
      flows.map((flow) => ({
        tenantId: ctx.tenantId,
        connectionId,
        flow,
        everyMinutes: 15,
        nextDueAt: now,
        nextSweepAt: new Date(now.getTime() + 86_400_000),
      })),
    )
    .onConflictDoUpdate({
      target: [syncFlow.tenantId, syncFlow.connectionId, syncFlow.flow],
      set: { enabled: true, nextDueAt: now, failures: 0, lastErrorCode: null },
    });
}
