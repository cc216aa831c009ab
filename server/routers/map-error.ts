import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { AppError, errorCodes, invalid, toAppError, type Violation } from "@/server/platform/errors";

/** What a browser learns of a failure: codes for its own words, nothing of ours inside. */
export type ErrorData = {
  code: keyof typeof errorCodes;
  reason: string | null;
  violations: readonly Violation[];
  retryAfterMs: number | null;
  requestId: string | null;
  httpStatus: number;
};

/** Any failure as one of ours: bad input with all its faults, tRPC's own refusals, and INTERNAL for the rest. */
export function fromTrpc(error: TRPCError): AppError {
  const { cause } = error;
  if (cause instanceof AppError) return cause;
  if (cause instanceof z.ZodError) return invalid(listViolations(cause));
  // tRPC says these itself: no such procedure, wrong method, unreadable body, too large a batch
  if (error.code === "NOT_FOUND") return new AppError("NOT_FOUND", error.message, { reason: "procedure" });
  const isRefusal = ["PARSE_ERROR", "BAD_REQUEST", "METHOD_NOT_SUPPORTED", "UNSUPPORTED_MEDIA_TYPE"].includes(
    error.code,
  );
  if (isRefusal || error.code === "PAYLOAD_TOO_LARGE") {
    return new AppError("INVALID", error.message, { violations: [{ code: "unreadable", field: "" }], cause });
  }
  return toAppError(cause ?? error);
}

/** Our error with tRPC's status; its text is the bare code. */
export function toTrpc(error: AppError): TRPCError {
  return new TRPCError({ code: error.facts.trpc, message: error.code, cause: error });
}

export function describeError(error: AppError, requestId: string | null): ErrorData {
  return {
    code: error.code,
    reason: error.code === "INTERNAL" ? null : (error.reason ?? null),
    violations: error.violations,
    retryAfterMs: error.retryAfterMs ?? null,
    requestId,
    httpStatus: errorCodes[error.code].http,
  };
}

/** All faults of one input; codes are stable and have words in each language. */
export function listViolations(error: z.ZodError): Violation[] {
  return error.issues.flatMap((issue) => {
    const field = issue.path.map(String).join(".");
    switch (issue.code) {
      case "invalid_type":
        return [{ code: issue.input === undefined ? "required" : "wrongType", field }];
      case "too_small":
        return [
          {
            code: issue.origin === "string" && issue.minimum === 1 ? "required" : "tooSmall",
            field,
            params: { minimum: Number(issue.minimum) },
          },
        ];
      case "too_big":
        return [
          {
            code: issue.origin === "string" ? "tooLong" : "tooLarge",
            field,
            params: { maximum: Number(issue.maximum) },
          },
        ];
      case "unrecognized_keys":
        return issue.keys.map((key) => ({
          code: "unknownField",
          field: [field, key].filter(Boolean).join("."),
        }));
      case "custom": {
        const named = issue.params?.violation;
        return [{ code: typeof named === "string" ? named : "invalid", field }];
      }
      default:
        return [{ code: "invalid", field }];
    }
  });
}
