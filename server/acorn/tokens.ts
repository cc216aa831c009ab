import type { Clock } from "@/server/platform/clock";

/** What Amazon's token endpoint grants. */
export type TokenAnswer = {
  accessToken: string;
  /** of the access token, counted from the answer */
  expiresInMs: number;
  /** the same as before on a refresh */
  refreshToken: string | null;
};

export type StoredToken = {
  accessToken: string;
  /** by the clock of whoever stored it */
  expiresAt: Date;
};

/**
 * A port: where tokens rest. The refresh token never leaves the store but into `call`.
 */
export type TokenStore = {
  /** the token last stored, expired or not */
  load(): Promise<StoredToken | null>;
  /**
   * One `call` at a time across processes. When the stored token is no longer `staleAccessToken`, another caller has
   * renewed it: that one is returned and `call` does not run. A failed `call` rejects every waiter.
   */
  refresh(
    staleAccessToken: string | null,
    call: (refreshToken: string) => Promise<TokenAnswer>,
  ): Promise<StoredToken>;
  /** the grant is gone; called once per client */
  revoked(reason: string): Promise<void>;
};

/** A store for scripts and tests: one process, nothing kept. */
export function memoryTokens(refreshToken: string, clock: Clock): TokenStore {
  let stored: StoredToken | null = null;
  let running: Promise<StoredToken> | null = null;
  return {
    async load() {
      return stored;
    },
    refresh(stale, call) {
      if (running !== null) return running;
      if (stored !== null && stored.accessToken !== stale) return Promise.resolve(stored);
      running = call(refreshToken)
        .then((answer) => {
          const expiresAt = new Date(clock.now().getTime() + answer.expiresInMs);
          stored = { accessToken: answer.accessToken, expiresAt };
          return stored;
        })
        .finally(() => {
          running = null;
        });
      return running;
    },
    async revoked() {
      stored = null;
    },
  };
}
