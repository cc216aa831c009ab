import { z } from "zod";
import { jitteredMs, usualBackoff } from "@/server/acorn/backoff";
import { type Limits, usualLimits } from "@/server/acorn/exchange";
import { type Outcome, sendAttempt, type Wire } from "@/server/acorn/send-attempt";
import type { TokenAnswer } from "@/server/acorn/tokens";
import { AppError } from "@/server/platform/errors";

/** The credentials of an app: the environment's or a tenant's own. */
export type AcornApp = { clientId: string; clientSecret: string };

export type OauthContext = Wire & {
  /** https://api.amazon.com/auth/o2/token, or what stands in for it */
  tokenUrl: string;
  app: AcornApp;
  userAgent: string;
  limits?: Limits;
};

// Tokens have up to 2,048 bytes [D]; twice that is surely something else.
const grant = z.object({
  access_token: z.string().min(1).max(4096),
  refresh_token: z.string().min(1).max(4096).optional(),
  expires_in: z.number().positive().max(86_400),
});

/**
 * Trades the code of a consent (5 minutes old at most [G21]) for tokens. Works once: a failure after the request left
 * is never repeated. ACORN_AUTH "code-rejected" when the code is used, old or foreign.
 */
export async function exchangeCode(
  context: OauthContext,
  code: string,
  redirectUri: string,
): Promise<TokenAnswer & { refreshToken: string }> {
  const form = { grant_type: "authorization_code", code, redirect_uri: redirectUri };
  const outcome = await ask(context, "exchangeCode", form, 1);
  if (outcome.verdict.kind !== "done") throw oauthError(outcome, "code-rejected");
  const answer = readGrant(outcome);
  if (answer.refreshToken === null) {
    throw new AppError("ACORN_DRIFT", "no refresh token granted", { reason: "token-answer" });
  }
  return { ...answer, refreshToken: answer.refreshToken };
}

/**
 * A new access token. Safe to repeat, and repeated up to three times while the endpoint is down. ACORN_AUTH with reason
 * "grant-revoked" (ask for a new consent), "client-rejected" (our secret) or "client-unauthorized" (another app's token).
 */
export async function refreshToken(context: OauthContext, token: string): Promise<TokenAnswer> {
  const form = { grant_type: "refresh_token", refresh_token: token };
  for (let attempt = 1; ; attempt++) {
    const outcome = await ask(context, "refreshToken", form, attempt);
    if (outcome.verdict.kind === "done") return readGrant(outcome);
    if (outcome.verdict.kind !== "retry" || attempt === 3) throw oauthError(outcome, "grant-revoked");
    await context.clock.sleep(Math.ceil(jitteredMs(attempt, usualBackoff)));
  }
}

function ask(
  context: OauthContext,
  operation: string,
  form: Record<string, string>,
  attempt: number,
): Promise<Outcome> {
  const url = new URL(context.tokenUrl);
  const { clientId, clientSecret } = context.app;
  const body = new URLSearchParams({ ...form, client_id: clientId, client_secret: clientSecret });
  return sendAttempt(context, {
    operation,
    attempt,
    isRepeatable: operation === "refreshToken",
    method: "POST",
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    shownPath: url.pathname,
    shownQuery: "",
    headers: {
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
      "user-agent": context.userAgent,
    },
    body: Buffer.from(body.toString()),
    limits: context.limits ?? usualLimits,
    signal: undefined,
  });
}

function readGrant(outcome: Outcome): TokenAnswer {
  const parsed = grant.safeParse(outcome.body?.json);
  if (!parsed.success) {
    throw new AppError("ACORN_DRIFT", "token answer not understood", { reason: "token-answer" });
  }
  return {
    accessToken: parsed.data.access_token,
    refreshToken: parsed.data.refresh_token ?? null,
    expiresInMs: parsed.data.expires_in * 1000,
  };
}

/** Amazon's list of codes [SDK]; no table of their causes could be read [U]. */
function oauthError(outcome: Outcome, badGrant: "grant-revoked" | "code-rejected"): AppError {
  if (outcome.verdict.kind === "done") throw new TypeError("no error");
  const { error } = outcome.verdict;
  const reasonByCode: Record<string, string> = {
    invalid_grant: badGrant,
    invalid_client: "client-rejected",
    unauthorized_client: "client-unauthorized",
    access_denied: "access-denied",
  };
  const said = error.reasons[0]?.code ?? "";
  const details = { reasons: error.reasons, acornRequestId: error.acornRequestId, cause: error };
  if (said === "server_error" || said === "temporarily_unavailable") {
    return new AppError("ACORN_DOWN", "token endpoint down", { ...details, reason: said });
  }
  const reason = reasonByCode[said];
  if (reason !== undefined) return new AppError("ACORN_AUTH", "token refused", { ...details, reason });
  return error;
}
