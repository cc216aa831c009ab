import { and, eq, gt, isNull } from "drizzle-orm";
import { oauthState } from "@/db/schema/connections";
import type { Tx } from "@/db/tenant";
import { type Ctx, can, requireNoTransaction, transact } from "@/server/access/context";
import { exchangeCode } from "@/server/acorn/oauth";
import { findCountry } from "@/server/acorn/regions";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError, invariant } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { acornSettings } from "./acorn-settings";
import type { ConsentFrom } from "./begin-consent";
import { consentAnswerShape } from "./input";
import { oauthContext } from "./oauth-context";
import { readApp, type UsableApp } from "./read-app";
import { isVendorGroup, type Refusal, refuseState } from "./rules";
import { saveAuthorisation } from "./save-authorisation";
import { hashState } from "./state-token";

export type ConsentOutcome =
  | { kind: "connected"; connectionId: Id<"connection">; isNew: boolean }
  | { kind: "refused"; reason: Refusal };

type Spent = typeof oauthState.$inferSelect & { app: UsableApp };

/**
 * Ends a consent with what Amazon's redirect brought. The state is checked and spent before anything else, so a replay
 * never reaches Amazon; every refusal is an audit row. Nothing is stored unless the code was exchanged.
 */
export async function completeConsent(ctx: Ctx, answer: unknown, from: ConsentFrom): Promise<ConsentOutcome> {
  if (!can(ctx, "connection.connect")) return refuse(ctx, "not-allowed");
  requireNoTransaction();
  const settings = from.settings ?? acornSettings();
  const parsed = consentAnswerShape.safeParse(answer);
  if (!parsed.success) return refuse(ctx, "state-malformed");
  const { state, code, sellingPartnerId, error } = parsed.data;
  const spent = await spendState(ctx, state, { ...from, settings });
  if (typeof spent === "string") return refuse(ctx, spent);
  if (error) return refuse(ctx, "consent-declined");
  if (!code || !sellingPartnerId) return refuse(ctx, "code-missing");
  if (!isVendorGroup(sellingPartnerId)) return refuse(ctx, "seller-account");
  const granted = await exchange(ctx, code, { app: spent.app, settings });
  if (typeof granted === "string") return refuse(ctx, granted);
  const country = findCountry(spent.country);
  invariant(country, "a stored state names a known country");
  const saved = await transact(ctx, (tx) =>
    saveAuthorisation(tx, ctx, {
      kind: "consent",
      appId: spent.appId,
      visibility: spent.app.visibility,
      environment: spent.environment,
      country,
      sellingPartnerId,
      label: `${country.code} ${sellingPartnerId.slice("amzn1.vg.".length)}`,
      granted,
    }),
  );
  return { kind: "connected", ...saved };
}

/** Spends the state by one conditional update; a foreign session spends nothing. */
function spendState(ctx: Ctx, state: string, from: Required<ConsentFrom>): Promise<Spent | Refusal> {
  const { actor } = ctx;
  if (actor.kind === "job") throw new AppError("FORBIDDEN", "only a person consents");
  const now = ctx.clock.now();
  const found = and(eq(oauthState.tenantId, ctx.tenantId), eq(oauthState.stateHash, hashState(state)));
  return transact(ctx, async (tx) => {
    const [spent] = await tx
      .update(oauthState)
      .set({ usedAt: now })
      .where(
        and(
          found,
          isNull(oauthState.usedAt),
          gt(oauthState.expiresAt, now),
          eq(oauthState.userId, actor.userId),
          eq(oauthState.sessionHash, from.sessionHash),
        ),
      )
      .returning();
    if (spent) return withApp(tx, ctx, spent, from);
    const [stored] = await tx.select().from(oauthState).where(found);
    const isSameSession = stored?.userId === actor.userId && stored.sessionHash.equals(from.sessionHash);
    return refuseState(stored ? { ...stored, isSameSession } : null, now) ?? "state-used";
  });
}

async function withApp(
  tx: Tx,
  ctx: Ctx,
  spent: typeof oauthState.$inferSelect,
  from: Required<ConsentFrom>,
): Promise<Spent | Refusal> {
  try {
    return { ...spent, app: await readApp(tx, ctx, { appId: spent.appId, settings: from.settings }) };
  } catch (error) {
    if (error instanceof AppError && error.reason === "app-disabled") return "app-disabled";
    throw error;
  }
}

async function exchange(
  ctx: Ctx,
  code: string,
  by: { app: UsableApp; settings: Required<ConsentFrom>["settings"] },
) {
  try {
    return await exchangeCode(oauthContext(ctx, by), code, by.settings.redirectUri);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ctx.log.warn({ code: error.code, reason: error.reason }, "code not exchanged");
    if (error.code === "ACORN_AUTH")
      return error.reason === "code-rejected" ? "code-refused" : "client-refused";
    if (error.code.startsWith("ACORN_")) return "amazon-down";
    throw error;
  }
}

async function refuse(ctx: Ctx, reason: Refusal): Promise<ConsentOutcome> {
  await transact(ctx, (tx) =>
    recordAudit(tx, ctx, { action: "connection.connect", outcome: "denied", after: { reason } }),
  );
  return { kind: "refused", reason };
}
