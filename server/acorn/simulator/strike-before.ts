import {
  type Answer,
  apiError,
  expiredDetails,
  htmlAnswer,
  quotaExceeded,
  tokenError,
  unauthorized,
} from "./answers";
import type { Strike } from "./faults";

/** What stands in place of an answer: an answer, a connection that is cut, or silence. */
export type Instead = { kind: "answer"; answer: Answer } | { kind: "reset" } | { kind: "silence" };

const failed = { code: "InternalFailure", message: "We encountered an internal error.", details: "" };
const busy = { code: "ServiceUnavailable", message: "The service is unavailable.", details: "" };

/** The faults that strike before the operation is done; null for those that strike later. */
export function strikeBefore({ fault, retryAfterSeconds }: Strike): Instead | null {
  switch (fault) {
    case "throttle":
      return answered(quotaExceeded(retryAfterSeconds));
    case "internal-error":
      return answered(apiError(500, failed));
    case "bad-gateway-html":
      return answered(
        htmlAnswer(502, "<html><head><title>502</title></head><body>Bad gateway</body></html>"),
      );
    case "unavailable":
      return answered(apiError(503, busy));
    case "gateway-timeout":
      return answered({ status: 504, headers: {}, body: "" });
    case "expired-token":
      return answered(unauthorized(expiredDetails));
    case "access-denied":
      return answered(unauthorized("This account may not use the operation."));
    case "revoked-grant":
      return answered(tokenError(400, "invalid_grant", "The grant was revoked."));
    case "invalid-client":
      return answered(tokenError(401, "invalid_client", "Client authentication failed."));
    case "unauthorized-client":
      return answered(tokenError(400, "unauthorized_client", "The client may not use this grant."));
    case "token-server-error":
      return answered(tokenError(500, "server_error", "The server failed."));
    case "token-unavailable":
      return answered(tokenError(503, "temporarily_unavailable", "Try again later."));
    case "reset-before":
      return { kind: "reset" };
    case "never-answer":
      return { kind: "silence" };
    default:
      return null;
  }
}

function answered(answer: Answer): Instead {
  return { kind: "answer", answer };
}
