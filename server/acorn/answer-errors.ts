import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { DecodeFault } from "@/server/acorn/decode-body";
import { ExchangeFault } from "@/server/acorn/exchange";
import { AppError } from "@/server/platform/errors";

/** How one attempt ended, judged by type and status alone. */
export type Verdict =
  | { kind: "done" }
  /** a repeat may help and cannot do harm */
  | { kind: "retry"; error: AppError }
  /** Amazon's bucket was empty; the request was not looked at */
  | { kind: "throttled"; error: AppError }
  /** 401 or 403: the token may have ended */
  | { kind: "denied"; error: AppError }
  | { kind: "failed"; error: AppError };

const errorList = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string().default("") })).max(1000),
});
/** The token endpoint's form (RFC 6749); its description may quote what was sent, so it is not kept. */
const oauthError = z.object({ error: z.string() });

export type Reasons = readonly { code: string; message: string }[];

/** Amazon's own entries of a refusal; none when the body is no such list (a proxy's page, say). */
export function readReasons(body: Buffer): Reasons {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  const oauth = oauthError.safeParse(json);
  if (oauth.success) return [{ code: oauth.data.error.slice(0, 200), message: "" }];
  const parsed = errorList.safeParse(json);
  if (!parsed.success) return [];
  return parsed.data.errors
    .slice(0, 50)
    .map(({ code, message }) => ({ code: code.slice(0, 200), message: message.slice(0, 2000) }));
}

export function requestIdOf(headers: IncomingHttpHeaders): string | null {
  const id = headers["x-amzn-requestid"] ?? headers["x-amzn-request-id"];
  return typeof id === "string" ? id.slice(0, 200) : null;
}

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/**
 * What an answer with this status means; only a 2xx is done. `isRepeatable`: sending twice does no harm (a GET, a
 * token refresh).
 */
export function judgeStatus(isRepeatable: boolean, answer: Answer): Verdict {
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: "done" };
  const details = {
    reasons: readReasons(answer.body),
    acornRequestId: requestIdOf(answer.headers) ?? undefined,
  };
  const message = `status ${status}`;
  if (status === 429) {
    return {
      kind: "throttled",
      error: new AppError("ACORN_RATE_LIMITED", message, { ...details, reason: "throttled" }),
    };
  }
  if (status === 401 || status === 403) {
    return {
      kind: "denied",
      error: new AppError("ACORN_AUTH", message, { ...details, reason: "access-denied" }),
    };
  }
  if (status === 404) {
    return { kind: "failed", error: new AppError("NOT_FOUND", message, { ...details, reason: "acorn" }) };
  }
  if (status >= 500 || status === 408) {
    return unsure(
      isRepeatable,
      new AppError("ACORN_DOWN", message, { ...details, reason: `status-${status}` }),
    );
  }
  if (status >= 400) {
    return { kind: "failed", error: new AppError("ACORN_REJECTED", message, details) };
  }
  return {
    kind: "failed",
    error: new AppError("ACORN_DRIFT", message, { ...details, reason: "unexpected-status" }),
  };
}

/** What a fault between us and Amazon means. */
export function judgeFault(isRepeatable: boolean, fault: unknown): Verdict {
  if (fault instanceof ExchangeFault) return judgeExchange(isRepeatable, fault);
  if (fault instanceof DecodeFault) {
    const details = { reason: `body-${fault.kind}`, cause: fault };
    if (fault.kind === "cut") return unsure(isRepeatable, new AppError("ACORN_DOWN", "body cut", details));
    const drift = new AppError("ACORN_DRIFT", fault.message, details);
    return { kind: "failed", error: isRepeatable ? drift : unknownOutcome(drift) };
  }
  throw fault;
}

function judgeExchange(isRepeatable: boolean, fault: ExchangeFault): Verdict {
  const details = { cause: fault, acornRequestId: requestIdOf(fault.headers) ?? undefined };
  const down = (reason: string) => new AppError("ACORN_DOWN", fault.message, { ...details, reason });
  if (!fault.wasSent && fault.kind !== "aborted") {
    const error = down(fault.kind === "timeout" ? "timeout" : "unreachable");
    // A black hole has spent the patience of this call; the job comes back later.
    return fault.kind === "timeout" ? { kind: "failed", error } : { kind: "retry", error };
  }
  if (!isRepeatable && fault.wasSent) return { kind: "failed", error: unknownOutcome(down(fault.kind)) };
  if (fault.kind === "network") return { kind: "retry", error: down("connection-lost") };
  if (fault.kind === "too-large") {
    return {
      kind: "failed",
      error: new AppError("ACORN_DRIFT", fault.message, { ...details, reason: "body-too-large" }),
    };
  }
  return { kind: "failed", error: down(fault.kind) };
}

function unsure(isRepeatable: boolean, error: AppError): Verdict {
  return isRepeatable ? { kind: "retry", error } : { kind: "failed", error: unknownOutcome(error) };
}

/** Was it received? Nobody here can tell: settled by looking it up, never by sending again. */
function unknownOutcome(cause: AppError): AppError {
  return new AppError("ACORN_UNKNOWN", cause.message, {
    reason: cause.reason,
    reasons: cause.reasons,
    acornRequestId: cause.acornRequestId,
    cause,
  });
}
