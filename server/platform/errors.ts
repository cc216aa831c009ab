import type { IdKind } from "./ids";

/** One violated rule: what is wrong with which value, said by code so that each language has its own words. */
export type Violation = {
  /** i18n key below `violations.` */
  code: string;
  /** dotted path of the field, empty for the whole document */
  field: string;
  /** values for the text; never secrets */
  params?: Readonly<Record<string, string | number>>;
};

/** What a caller needs to know of a code: its place in each transport, how loud it is, whether a repeat can help. */
type CodeFacts = {
  trpc:
    | "BAD_REQUEST"
    | "CONFLICT"
    | "PRECONDITION_FAILED"
    | "TOO_MANY_REQUESTS"
    | "UNAUTHORIZED"
    | "FORBIDDEN"
    | "NOT_FOUND"
    | "BAD_GATEWAY"
    | "SERVICE_UNAVAILABLE"
    | "INTERNAL_SERVER_ERROR";
  http: number;
  level: "info" | "warn" | "error";
  retry: boolean;
};

export const errorCodes = {
  INVALID: { trpc: "BAD_REQUEST", http: 400, level: "info", retry: false },
  CONFLICT: { trpc: "CONFLICT", http: 409, level: "info", retry: false },
  PRECONDITION: { trpc: "PRECONDITION_FAILED", http: 412, level: "info", retry: false },
  LIMIT: { trpc: "TOO_MANY_REQUESTS", http: 429, level: "info", retry: false },
  UNAUTHENTICATED: { trpc: "UNAUTHORIZED", http: 401, level: "info", retry: false },
  FORBIDDEN: { trpc: "FORBIDDEN", http: 403, level: "warn", retry: false },
  NOT_FOUND: { trpc: "NOT_FOUND", http: 404, level: "info", retry: false },
  ACORN_AUTH: { trpc: "BAD_GATEWAY", http: 502, level: "warn", retry: false },
  ACORN_RATE_LIMITED: { trpc: "SERVICE_UNAVAILABLE", http: 503, level: "info", retry: true },
  ACORN_DOWN: { trpc: "BAD_GATEWAY", http: 502, level: "warn", retry: true },
  ACORN_REJECTED: { trpc: "BAD_GATEWAY", http: 502, level: "warn", retry: false },
  ACORN_DRIFT: { trpc: "BAD_GATEWAY", http: 502, level: "error", retry: false },
  ACORN_UNKNOWN: { trpc: "BAD_GATEWAY", http: 502, level: "error", retry: false },
  INTERNAL: { trpc: "INTERNAL_SERVER_ERROR", http: 500, level: "error", retry: false },
} as const satisfies Record<string, CodeFacts>;

export type ErrorCode = keyof typeof errorCodes;

/** The row that a refused act was after: its kind and its bare id, for the record of the refusal; never sent outside. */
export type RefusedSubject = { kind: IdKind; id: string };

type Details = {
  /** why a person was refused or what Amazon said: a stable key, never a sentence */
  reason?: string;
  violations?: readonly Violation[];
  /** milliseconds until a repeat makes sense */
  retryAfterMs?: number;
  /** Amazon's own error entries: code and message as received */
  reasons?: readonly { code: string; message: string }[];
  /** Amazon's x-amzn-RequestId */
  acornRequestId?: string;
  subject?: RefusedSubject | undefined;
  cause?: unknown;
};

/** The only error class that leaves a module. Classify by `code`; the message is for logs. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly reason: string | undefined;
  readonly violations: readonly Violation[];
  readonly retryAfterMs: number | undefined;
  readonly reasons: readonly { code: string; message: string }[];
  readonly acornRequestId: string | undefined;
  readonly subject: RefusedSubject | undefined;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.reason = details.reason;
    this.violations = details.violations ?? [];
    this.retryAfterMs = details.retryAfterMs;
    this.reasons = details.reasons ?? [];
    this.acornRequestId = details.acornRequestId;
    this.subject = details.subject;
  }

  get facts(): CodeFacts {
    return errorCodes[this.code];
  }
}

/** Missing and foreign look the same, so that an id tells nothing about another tenant. */
export function notFound(what: string): AppError {
  return new AppError("NOT_FOUND", `${what} not found`, { reason: what });
}

/** All faults of one input at once. */
export function invalid(violations: readonly Violation[]): AppError {
  const list = violations.map((violation) => `${violation.field}: ${violation.code}`).join(", ");
  return new AppError("INVALID", list, { violations });
}

/** @returns the error itself when it is ours, else INTERNAL with the original as cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError("INTERNAL", "unexpected", { cause: error });
}

/** States what must hold; a failure is a fault of ours and never the reader's. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AppError("INTERNAL", `invariant: ${message}`);
}
