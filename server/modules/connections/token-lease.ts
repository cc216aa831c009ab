import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import type { Tx } from "@/db/tenant";
import { type Ctx, transact } from "@/server/access/context";
import type { StoredToken, TokenAnswer } from "@/server/acorn/tokens";
import { openFor, sealFor } from "@/server/modules/tenants/tenant-key";
import { AppError, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { accessTokenOf, refreshTokenOf } from "./sealed-columns";

type Row = typeof connection.$inferSelect;

export type Sight =
  | { kind: "renewed"; token: StoredToken }
  /** ours: call Amazon, then `keepToken` or `releaseLease` with this fence */
  | { kind: "taken"; fence: number; refreshToken: string; authorisedAt: Date }
  | { kind: "busy"; fence: number }
  /** the holder we waited for gave up */
  | { kind: "failed" };

export type Wanted = {
  stale: string | null;
  /** fence of the holder this caller has waited for */
  awaited: number | null;
  leaseMs: number;
};

/** One look at the row: somebody's new token, the lease for us, or somebody at work. */
export function takeLease(ctx: Ctx, id: Id<"connection">, wanted: Wanted): Promise<Sight> {
  return transact(ctx, async (tx) => {
    const row = await readConnection(tx, ctx, id);
    const token = await readToken(tx, ctx, row);
    const isOther = token !== null && token.accessToken !== wanted.stale;
    // What a holder just stored counts even if our clock calls it old; else a wrong clock would renew without end.
    if (isOther && (wanted.awaited !== null || token.expiresAt > ctx.clock.now())) {
      return { kind: "renewed", token };
    }
    if (row.refreshFence === wanted.awaited && row.refreshLeaseUntil === null) return { kind: "failed" };
    const [leased] = await tx
      .update(connection)
      .set({
        refreshFence: row.refreshFence + 1,
        refreshLeaseUntil: sql`clock_timestamp() + make_interval(secs => ${wanted.leaseMs / 1000}::float8)`,
      })
      .where(
        and(
          atFence(ctx, id, row.refreshFence),
          // exactly as seen: a lease given back meanwhile means an outcome that must be looked at first
          row.refreshLeaseUntil === null
            ? isNull(connection.refreshLeaseUntil)
            : eq(connection.refreshLeaseUntil, row.refreshLeaseUntil),
          or(isNull(connection.refreshLeaseUntil), lte(connection.refreshLeaseUntil, sql`clock_timestamp()`)),
        ),
      )
      .returning({ fence: connection.refreshFence });
    if (!leased) return { kind: "busy", fence: await fenceNow(tx, ctx, id) };
    const refreshToken = await openFor(tx, ctx.tenantId, refreshTokenOf(id), row.sealedRefreshToken);
    return { kind: "taken", fence: leased.fence, refreshToken, authorisedAt: row.authorisedAt };
  });
}

/** Stores what Amazon granted; null when the lease went to another holder or the authorisation was renewed. */
export function keepToken(
  ctx: Ctx,
  id: Id<"connection">,
  granted: TokenAnswer & { fence: number },
): Promise<StoredToken | null> {
  return transact(ctx, async (tx) => {
    const expiresAt = new Date(ctx.clock.now().getTime() + granted.expiresInMs);
    const sealedAccessToken = await sealFor(tx, ctx.tenantId, accessTokenOf(id), granted.accessToken);
    const rotated = granted.refreshToken
      ? { sealedRefreshToken: await sealFor(tx, ctx.tenantId, refreshTokenOf(id), granted.refreshToken) }
      : {};
    const written = await tx
      .update(connection)
      .set({ sealedAccessToken, accessExpiresAt: expiresAt, refreshLeaseUntil: null, ...rotated })
      .where(atFence(ctx, id, granted.fence))
      .returning({ id: connection.id });
    return written.length > 0 ? { accessToken: granted.accessToken, expiresAt } : null;
  });
}

/** Gives the lease back without a token; nothing happens when it is no longer ours. */
export async function releaseLease(ctx: Ctx, id: Id<"connection">, fence: number): Promise<void> {
  await transact(ctx, (tx) =>
    tx
      .update(connection)
      .set({ refreshLeaseUntil: null })
      .where(atFence(ctx, id, fence)),
  );
}

/** The row of a connection that may call Amazon; ACORN_AUTH when it waits for a person, PRECONDITION when paused. */
export async function readConnection(tx: Tx, ctx: Ctx, id: Id<"connection">): Promise<Row> {
  const [row] = await tx
    .select()
    .from(connection)
    .where(and(eq(connection.tenantId, ctx.tenantId), eq(connection.id, id)));
  if (!row || row.state === "removed") throw notFound("connection");
  if (row.state === "reauthorise") {
    throw new AppError("ACORN_AUTH", "the connection waits for a new consent", { reason: "grant-revoked" });
  }
  if (row.state === "paused") {
    throw new AppError("PRECONDITION", "the connection is paused", { reason: "connection-paused" });
  }
  return row;
}

/** The stored access token, expired or not. */
export async function readToken(tx: Tx, ctx: Ctx, row: Row): Promise<StoredToken | null> {
  if (row.sealedAccessToken === null || row.accessExpiresAt === null) return null;
  const accessToken = await openFor(tx, ctx.tenantId, accessTokenOf(row.id), row.sealedAccessToken);
  return { accessToken, expiresAt: row.accessExpiresAt };
}

const atFence = (ctx: Ctx, id: Id<"connection">, fence: number) =>
  and(eq(connection.tenantId, ctx.tenantId), eq(connection.id, id), eq(connection.refreshFence, fence));

async function fenceNow(tx: Tx, ctx: Ctx, id: Id<"connection">): Promise<number> {
  return (await readConnection(tx, ctx, id)).refreshFence;
}
