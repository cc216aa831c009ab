import type { WireError } from "./wire-types";

/** What goes back over the wire; `operation` facts are added by the sender. */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string;
};

export function jsonAnswer(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

/** The API's failure envelope [M]: code and message always, details where they help. */
export function apiError(status: number, error: WireError, headers: Record<string, string> = {}): Answer {
  return jsonAnswer(status, { errors: [error] }, { "x-amzn-ErrorType": error.code, ...headers });
}

export function invalidInput(details: string): Answer {
  return apiError(400, {
    code: "InvalidInput",
    message: "Request has missing or invalid parameters.",
    details,
  });
}

export function notFoundAnswer(details: string): Answer {
  return apiError(404, { code: "ResourceNotFound", message: "The resource does not exist.", details });
}

/** Clients key on the words of `message` and on "expired" in `details` [I], so these follow Amazon's. */
export function unauthorized(details: string): Answer {
  return apiError(403, { code: "Unauthorized", message: "Access to requested resource is denied.", details });
}

export const expiredDetails = "The access token you provided has expired.";
export const malformedDetails = "The access token you provided is revoked, malformed or invalid.";

export function quotaExceeded(retryAfterSeconds?: number): Answer {
  return apiError(
    429,
    { code: "QuotaExceeded", message: "You exceeded your quota for the requested resource.", details: "" },
    retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) },
  );
}

export function htmlAnswer(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { "content-type": "text/html; charset=utf-8", ...headers }, body };
}

/** LWA's failure [SDK]. */
export function tokenError(status: number, error: string, description: string): Answer {
  return jsonAnswer(status, { error, error_description: description });
}
