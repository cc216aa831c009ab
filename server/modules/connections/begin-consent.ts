import { and, eq, lt } from "drizzle-orm";
import { oauthState } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { consentUrl } from "@/server/acorn/consent-url";
import { findCountry } from "@/server/acorn/regions";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError, invalid } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { type AcornSettings, acornSettings } from "./acorn-settings";
import type { BeginConsent } from "./input";
import { readApp } from "./read-app";
import { hashState, newStateToken } from "./state-token";

/** The browser that started: its session's hash, and where Amazon is. */
export type ConsentFrom = { sessionHash: Buffer; settings?: AcornSettings | undefined };

const stateLifeMs = 10 * 60_000;
/** spent and expired states are kept so long, so that a replay is named as one */
const stateKeptMs = 86_400_000;

/** Starts a consent: a one-time state bound to person, session, tenant, app, country and environment, good for 10 minutes. */
export async function beginConsent(
  ctx: Ctx,
  input: BeginConsent & { appId: Id<"app"> | null },
  from: ConsentFrom,
): Promise<{ url: string }> {
  requireAction(ctx, "connection.connect");
  const settings = from.settings ?? acornSettings();
  const { actor } = ctx;
  const country = findCountry(input.country);
  if (actor.kind === "job") throw new AppError("FORBIDDEN", "only a person consents");
  if (!country) throw invalid([{ code: "unknownCountry", field: "country" }]);
  const now = ctx.clock.now();
  const state = newStateToken(ctx.tenantId);
  return transact(ctx, async (tx) => {
    const app = await readApp(tx, ctx, { appId: input.appId, settings });
    if (app.visibility === "private") {
      throw new AppError("PRECONDITION", "a private app is authorised by token", { reason: "app-private" });
    }
    const url = consentUrl({
      template: settings.consentTemplate,
      country,
      applicationId: app.applicationId,
      state,
      redirectUri: settings.redirectUri,
      draft: app.isDraft,
    });
    if (url === null) throw invalid([{ code: "noConsentPage", field: "country" }]);
    await tx
      .delete(oauthState)
      .where(
        and(
          eq(oauthState.tenantId, ctx.tenantId),
          lt(oauthState.expiresAt, new Date(now.getTime() - stateKeptMs)),
        ),
      );
    await tx.insert(oauthState).values({
      tenantId: ctx.tenantId,
      id: newId("oauthState"),
      stateHash: hashState(state),
      sessionHash: from.sessionHash,
      userId: actor.userId,
      appId: input.appId,
      country: country.code,
      environment: input.environment,
      expiresAt: new Date(now.getTime() + stateLifeMs),
    });
    await recordAudit(tx, ctx, {
      action: "connection.consent-begun",
      after: { country: country.code, environment: input.environment, app: input.appId ?? "platform" },
    });
    return { url };
  });
}
