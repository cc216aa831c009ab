import { type Ctx, requireNoTransaction, transact } from "@/server/access/context";
import type { StoredToken, TokenAnswer, TokenStore } from "@/server/acorn/tokens";
import { systemClock } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { markRevoked } from "./mark-revoked";
import { keepToken, readConnection, readToken, releaseLease, takeLease } from "./token-lease";

export type LeaseTimes = {
  /** longer than a token call may take; the lease of a crashed holder ends by the database's clock */
  leaseMs: number;
  /** first wait of whoever finds the lease taken; grows to ten times as much */
  pollMs: number;
};
const usual: LeaseTimes = { leaseMs: 65_000, pollMs: 40 };

/**
 * Tokens of one connection in its row, sealed. One token call at a time over all processes; a write must still match
 * the fence of its lease, and no transaction is open during the call. A revoked grant is marked before the lease ends,
 * so that nobody who waits asks Amazon about it again.
 */
export function pgTokenStore(ctx: Ctx, id: Id<"connection">, times: LeaseTimes = usual): TokenStore {
  /** the authorisation this store speaks for: an old refusal must not mark a newer one */
  let authorisedAt: Date | null = null;

  async function callOnce(
    lease: { fence: number; refreshToken: string },
    call: (refreshToken: string) => Promise<TokenAnswer>,
  ): Promise<StoredToken | null> {
    let answer: TokenAnswer;
    try {
      answer = await call(lease.refreshToken);
    } catch (error) {
      if (isRevoked(error)) await markRevoked(ctx, id, { authorisedAt, reason: "grant-revoked" });
      await releaseLease(ctx, id, lease.fence);
      throw error;
    }
    return keepToken(ctx, id, { ...answer, fence: lease.fence });
  }

  return {
    load: () =>
      transact(ctx, async (tx) => {
        const row = await readConnection(tx, ctx, id);
        authorisedAt = row.authorisedAt;
        return readToken(tx, ctx, row);
      }),

    async refresh(stale, call) {
      requireNoTransaction();
      let awaited: number | null = null;
      for (let pollMs = times.pollMs; ; pollMs = Math.min(pollMs * 1.5, times.pollMs * 10)) {
        const sight = await takeLease(ctx, id, { stale, awaited, leaseMs: times.leaseMs });
        if (sight.kind === "renewed") return sight.token;
        if (sight.kind === "failed") throw refreshFailed();
        if (sight.kind === "taken") {
          authorisedAt = sight.authorisedAt;
          const token = await callOnce(sight, call);
          if (token !== null) return token;
        } else {
          awaited = sight.fence;
          // The lease ends by real time, whatever clock the business runs on.
          await systemClock.sleep(pollMs);
        }
      }
    },

    revoked: (reason) => markRevoked(ctx, id, { authorisedAt, reason }),
  };
}

function isRevoked(error: unknown): boolean {
  return error instanceof AppError && error.code === "ACORN_AUTH" && error.reason === "grant-revoked";
}

function refreshFailed(): AppError {
  return new AppError("ACORN_DOWN", "another process could not renew the token", {
    reason: "token-refresh-failed",
    retryAfterMs: 5_000,
  });
}
