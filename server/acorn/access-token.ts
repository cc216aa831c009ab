import type { StoredToken, TokenAnswer, TokenStore } from "@/server/acorn/tokens";
import type { Clock } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";

/** Renewed this long before its end, so that no call starts with a token that ends on the way. */
const marginMs = 60_000;
/** [D]: no access token lives longer; a stored end beyond it comes from a clock that was wrong. */
const longestLifeMs = 3_600_000;

export type AccessTokens = {
  /** a token with at least the margin left */
  get(): Promise<string>;
  /** a token other than `stale`, which Amazon refused; at most one token call for all who ask */
  renew(stale: string): Promise<string>;
};

type Cached = { accessToken: string; goodUntilMs: number };

/**
 * Keeps the token in memory against the monotonic clock: a wall clock that jumps makes nothing expire early or late.
 * The wall clock counts only for a token that another process stored; a wrong one costs a refused call, not an error.
 */
export function accessTokens(
  store: TokenStore,
  refresh: (refreshToken: string) => Promise<TokenAnswer>,
  clock: Clock,
): AccessTokens {
  let cached: Cached | null = null;
  let running: Promise<string> | null = null;
  let revoked: AppError | null = null;

  function keep(accessToken: string, lifeMs: number, sinceMs: number): Cached {
    const life = Math.min(lifeMs, longestLifeMs);
    cached = { accessToken, goodUntilMs: sinceMs + life - Math.min(marginMs, life / 2) };
    return cached;
  }
  function adopt(stored: StoredToken): Cached {
    if (cached?.accessToken === stored.accessToken) return cached;
    const nowMs = clock.monotonicMs();
    return keep(stored.accessToken, stored.expiresAt.getTime() - clock.now().getTime(), nowMs);
  }
  function isGood(token: Cached | null): token is Cached {
    return token !== null && clock.monotonicMs() < token.goodUntilMs;
  }
  async function exchangeNow(stale: string | null): Promise<string> {
    if (revoked !== null) throw revoked;
    try {
      const stored = await store.refresh(stale, async (refreshToken) => {
        const sinceMs = clock.monotonicMs();
        const answer = await refresh(refreshToken);
        keep(answer.accessToken, answer.expiresInMs, sinceMs);
        return answer;
      });
      return adopt(stored).accessToken;
    } catch (error) {
      if (error instanceof AppError && error.reason === "grant-revoked") {
        await store.revoked(error.reason);
        revoked = error;
      }
      throw error;
    }
  }
  async function find(): Promise<string> {
    const stored = await store.load();
    if (stored !== null) {
      const token = adopt(stored);
      if (isGood(token)) return token.accessToken;
    }
    return exchangeNow(stored?.accessToken ?? null);
  }
  /** One search at a time in this process; all who ask meanwhile share its outcome. */
  function once(search: () => Promise<string>): Promise<string> {
    running ??= search().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    async get() {
      return isGood(cached) ? cached.accessToken : once(find);
    },
    async renew(stale) {
      if (isGood(cached) && cached.accessToken !== stale) return cached.accessToken;
      const token = await once(() => exchangeNow(stale));
      // A search that was already under way may have found just the refused one.
      return token === stale ? once(() => exchangeNow(stale)) : token;
    },
  };
}
