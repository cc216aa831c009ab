import { and, eq, inArray } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import { tenant } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { AppError, invalid, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { nextDay, startOfDay } from "@/server/platform/zoned-time";
import type { GrantTerms } from "./input";
import { checkTerms } from "./rules";

export type Terms = GrantTerms & {
  /** null = all, those to come included */
  connectionIds: readonly Id<"connection">[] | null;
};

/**
 * The terms as they are stored. INVALID with every fault at once, NOT_FOUND for a connection of somebody else,
 * PRECONDITION in an agency's own workspace: what is granted to it cannot be handed on.
 */
export async function readTerms(tx: Tx, ctx: Ctx, { role, endsOn, connectionIds }: Terms) {
  const [own] = await tx
    .select({ zone: tenant.zone, kind: tenant.kind })
    .from(tenant)
    .where(eq(tenant.id, ctx.tenantId));
  if (!own) throw notFound("tenant");
  if (own.kind === "agency")
    throw new AppError("PRECONDITION", "an agency grants nothing", { reason: "agency" });
  const unique = connectionIds && [...new Set(connectionIds)];
  const endsAt = endsOn === null ? null : startOfDay(nextDay(endsOn), own.zone);
  const faults = checkTerms({ role, endsAt, connectionIds: unique }, ctx.clock.now());
  if (faults.length > 0) throw invalid(faults);
  if (unique) {
    const known = await tx.$count(
      connection,
      and(eq(connection.tenantId, ctx.tenantId), inArray(connection.id, unique)),
    );
    if (known !== unique.length) throw notFound("connection");
  }
  return { role, endsAt, connectionIds: unique };
}
