import { NonRetriableError, RetryAfterError } from "inngest";
import { AppError, type ErrorCode, errorCodes, toAppError } from "@/server/platform/errors";

/**
 * Runs a verb inside a step and says its failure in the engine's terms: what cannot get better is not retried, what
 * names a time is retried then. The message carries code and reason, because an error crosses the engine as text.
 */
export async function inStep<T>(verb: () => Promise<T>): Promise<T> {
  try {
    return await verb();
  } catch (cause) {
    const error = toAppError(cause);
    const text = `${error.code} ${error.reason ?? "-"}`;
    if (error.retryAfterMs !== undefined && error.facts.retry) {
      throw new RetryAfterError(text, error.retryAfterMs, { cause });
    }
    if (error.facts.retry || error.code === "INTERNAL") throw new Error(text, { cause });
    throw new NonRetriableError(text, { cause });
  }
}

/** The error as the last step had it; anything without our code in front is INTERNAL. */
export function readJobError(error: { message: string }): AppError {
  const [code = "", reason = "-"] = error.message.split(" ");
  if (!isCode(code)) return new AppError("INTERNAL", error.message);
  return new AppError(code, error.message, { reason: reason === "-" ? undefined : reason });
}

const isCode = (code: string): code is ErrorCode => Object.hasOwn(errorCodes, code);
