import { AppError } from "@/server/platform/errors";
import type { SendOutcome } from "./rules";

/**
 * What an error of the client says of a document that was being sent. Only what surely did not arrive may go again; what
 * we do not understand may have arrived.
 */
export function readSendError(error: unknown): SendOutcome {
  if (!(error instanceof AppError)) return { kind: "unclear" };
  if (error.code === "ACORN_REJECTED") return { kind: "refused" };
  const isBefore = ["ACORN_RATE_LIMITED", "ACORN_DOWN", "ACORN_AUTH", "PRECONDITION"].includes(error.code);
  return { kind: isBefore ? "not-sent" : "unclear" };
}

const minuteMs = 60_000;
const pauses = [1, 2, 5, 10, 30] as const;

/** How long a document waits that could not be sent the `attempt`-th time; at least what Amazon asked for. */
export function pauseMs(attempt: number, retryAfterMs: number | undefined): number {
  const minutes = pauses[Math.min(attempt, pauses.length) - 1] ?? 30;
  return Math.max(minutes * minuteMs, retryAfterMs ?? 0);
}
