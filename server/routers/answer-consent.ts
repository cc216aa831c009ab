import type { RequestScope } from "@/server/access/request-scope";
import type { AcornSettings } from "@/server/modules/connections/acorn-settings";
import { completeConsent } from "@/server/modules/connections/complete-consent";
import { tenantOfState } from "@/server/modules/connections/state-token";
import { sha256 } from "@/server/platform/crypto";
import { toAppError } from "@/server/platform/errors";
import { publicId } from "@/server/platform/ids";

/**
 * Leads the browser from Amazon's answer to the connections page, which says what came of it. The tenant is found
 * through the signed-in person's membership: a state of a tenant that is not theirs ends like no state.
 */
export async function answerConsent(
  query: URLSearchParams,
  scope: RequestScope,
  settings?: AcornSettings,
): Promise<Response> {
  const state = query.get("state") ?? "";
  const tenantId = tenantOfState(state);
  const tenant = tenantId ? publicId("tenant", tenantId) : "";
  try {
    const ctx = await scope.requireCtx(tenant);
    const answer = {
      state,
      code: query.get("spapi_oauth_code") ?? undefined,
      sellingPartnerId: query.get("selling_partner_id") ?? undefined,
      error: query.get("error") ?? undefined,
    };
    const outcome = await completeConsent(ctx, answer, { sessionHash: sessionHashOf(scope), settings });
    const said =
      outcome.kind === "connected"
        ? `connected=${publicId("connection", outcome.connectionId)}`
        : `refused=${outcome.reason}`;
    return leadTo(`/t/${tenant}/connections?${said}`);
  } catch (cause) {
    const error = toAppError(cause);
    if (error.code === "UNAUTHENTICATED") return leadTo("/sign-in");
    scope.log[error.facts.level]({ err: error, code: error.code }, "consent not completed");
    if (error.code === "NOT_FOUND") return leadTo("/?refused=state-unknown");
    return leadTo(`/t/${tenant}/connections?refused=internal`);
  }
}

/** What binds a consent to the browser that began it. */
export function sessionHashOf(scope: RequestScope): Buffer {
  return sha256(scope.sessionToken ?? "");
}

/** The address it answers holds a code: no page may tell it to another. */
function leadTo(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, "referrer-policy": "no-referrer", "cache-control": "no-store" },
  });
}
