import { AppError } from "@/server/platform/errors";

/**
 * Where a document stands that was being sent, by the error of the client. Only what surely did not arrive is queued
 * again; what we do not understand may have arrived.
 */
export function readSendError(error: unknown): "refused" | "queued" | "unknown" {
  if (!(error instanceof AppError)) return "unknown";
  if (error.code === "ACORN_REJECTED") return "refused";
  const isBefore = ["ACORN_RATE_LIMITED", "ACORN_DOWN", "ACORN_AUTH", "PRECONDITION"].includes(error.code);
  return isBefore ? "queued" : "unknown";
}

const minuteMs = 60_000;
const pauses = [1, 2, 5, 10, 30] as const;

/** How long a document waits that could not be sent the `attempt`-th time; at least what Amazon asked for. */
export function pauseMs(attempt: number, retryAfterMs: number | undefined): number {
  const minutes = pauses[Math.min(attempt, pauses.length) - 1] ?? 30;
  return Math.max(minutes * minuteMs, retryAfterMs ?? 0);
}
