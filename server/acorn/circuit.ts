import type { Clock } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";

export type CircuitLimits = {
  /** failed calls in a row that open it */
  failures: number;
  /** first pause; doubles with each failed probe */
  openMs: number;
  maxOpenMs: number;
};

const usual: CircuitLimits = { failures: 5, openMs: 30_000, maxOpenMs: 300_000 };

/** One per connection, kept by whoever keeps the connection; lets a sick account fail at once instead of slowly. */
export type Circuit = {
  /** throws when open; lets one probe through when its pause is over */
  enter(): void;
  succeed(): void;
  fail(): void;
  /** the call ended without telling anything about Amazon's health (aborted, throttled) */
  leave(): void;
  /** the grant is gone: every call fails with `error` until a new circuit is made after the reconnect */
  revoke(error: AppError): void;
};

export function createCircuit(clock: Clock, limits: Partial<CircuitLimits> = {}): Circuit {
  const { failures: threshold, openMs, maxOpenMs } = { ...usual, ...limits };
  let failed = 0;
  let pauseMs = openMs;
  let openUntilMs: number | null = null;
  let isProbing = false;
  let revoked: AppError | null = null;

  function open(): void {
    openUntilMs = clock.monotonicMs() + pauseMs;
    pauseMs = Math.min(pauseMs * 2, maxOpenMs);
  }

  return {
    enter() {
      if (revoked !== null) throw revoked;
      if (openUntilMs === null) return;
      const leftMs = openUntilMs - clock.monotonicMs();
      if (leftMs > 0 || isProbing) {
        throw new AppError("ACORN_DOWN", "circuit open", {
          reason: "circuit-open",
          retryAfterMs: Math.max(1000, Math.ceil(leftMs)),
        });
      }
      isProbing = true;
    },
    succeed() {
      failed = 0;
      pauseMs = openMs;
      openUntilMs = null;
      isProbing = false;
    },
    fail() {
      failed += 1;
      if (isProbing || (openUntilMs === null && failed >= threshold)) open();
      isProbing = false;
    },
    leave() {
      isProbing = false;
    },
    revoke(error) {
      revoked = error;
    },
  };
}
