import { type Answer, jsonAnswer, tokenError } from "./answers";
import { accessTokenSeconds, type Grant } from "./credentials";
import { type Outcome, withFaults } from "./outcome";
import type { World } from "./world";

const grantlessScopes = ["sellingpartnerapi::notifications", "sellingpartnerapi::client_credential:rotation"];

type TokenCall = { method: string; contentType: string; body: string };

/** POST /auth/o2/token: exchange, refresh and grantless tokens, form-encoded [SDK, D]. */
export function answerToken(world: World, call: TokenCall): Outcome {
  const form = new URLSearchParams(call.body);
  const facts = { operation: "token", group: groupOf(world, form), app: form.get("client_id"), page: 1 };
  return withFaults(world, facts, () => {
    if (call.method !== "POST") return tokenError(405, "invalid_request", "Use POST.");
    if (!call.contentType.startsWith("application/x-www-form-urlencoded"))
      return tokenError(400, "invalid_request", "The body is not form-encoded.");
    return issue(world, form);
  });
}

/** Which account a call is about, so that faults can be aimed at one; null when its token says nothing. */
function groupOf(world: World, form: URLSearchParams): string | null {
  const refresh = world.credentials.readRefreshToken(form.get("refresh_token") ?? "", world.clock.now());
  return refresh?.group ?? null;
}

function issue(world: World, form: URLSearchParams): Answer {
  const now = world.clock.now();
  const clientId = form.get("client_id");
  const secret = form.get("client_secret");
  if (!clientId || !secret)
    return tokenError(400, "invalid_request", "client_id or client_secret is missing.");
  if (!world.credentials.checkSecret(clientId, secret, now))
    return tokenError(401, "invalid_client", "Client authentication failed.");
  switch (form.get("grant_type")) {
    case "authorization_code":
      return exchange(world, form, clientId);
    case "refresh_token":
      return refresh(world, form, clientId);
    case "client_credentials":
      return grantless(world, form, clientId);
    default:
      return tokenError(400, "unsupported_grant_type", "grant_type is missing or unknown.");
  }
}

function exchange(world: World, form: URLSearchParams, clientId: string): Answer {
  const code = form.get("code");
  const redirectUri = form.get("redirect_uri");
  if (!code || !redirectUri) return tokenError(400, "invalid_request", "code or redirect_uri is missing.");
  const grant = world.credentials.redeemCode(code, { clientId, redirectUri, now: world.clock.now() });
  if (!grant)
    return tokenError(400, "invalid_grant", "The code is invalid, expired, used, or not for this client.");
  return tokens(world, grant, world.credentials.refreshTokenOf(grant));
}

function refresh(world: World, form: URLSearchParams, clientId: string): Answer {
  const token = form.get("refresh_token");
  if (!token) return tokenError(400, "invalid_request", "refresh_token is missing.");
  const grant = world.credentials.readRefreshToken(token, world.clock.now());
  if (!grant) return tokenError(400, "invalid_grant", "The refresh token is invalid, expired or revoked.");
  if (grant.clientId !== clientId)
    return world.switches.foreignTokenIsInvalidGrant
      ? tokenError(400, "invalid_grant", "The refresh token is not for this client.")
      : tokenError(400, "unauthorized_client", "The refresh token is not for this client.");
  return tokens(world, grant, token);
}

function grantless(world: World, form: URLSearchParams, clientId: string): Answer {
  if (!grantlessScopes.includes(form.get("scope") ?? ""))
    return tokenError(400, "invalid_scope", "Unknown scope.");
  const now = world.clock.now();
  const grant = { clientId, group: "", grantedAt: now, serial: "grantless" };
  return tokens(world, grant, null);
}

function tokens(world: World, grant: Grant, refreshToken: string | null): Answer {
  const body = {
    access_token: world.credentials.issueAccessToken(grant, world.clock.now()),
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
    token_type: "bearer",
    expires_in: accessTokenSeconds,
  };
  return jsonAnswer(200, body, { "cache-control": "no-store", pragma: "no-cache" });
}
