import { and, eq } from "drizzle-orm";
import { connection, type Environment } from "@/db/schema/connections";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction, requireNoTransaction, transact } from "@/server/access/context";
import { createAcornClient } from "@/server/acorn/client";
import { refreshToken } from "@/server/acorn/oauth";
import { type Country, findCountry } from "@/server/acorn/regions";
import type { TokenAnswer, TokenStore } from "@/server/acorn/tokens";
import { sha256 } from "@/server/platform/crypto";
import { AppError, invalid, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { type AcornSettings, acornSettings } from "./acorn-settings";
import type { ConnectByToken } from "./input";
import { acornAgent, oauthContext } from "./oauth-context";
import { pgLimiter } from "./pg-limiter";
import { readApp, type UsableApp } from "./read-app";
import { type Saved, saveAuthorisation } from "./save-authorisation";

export type TokenToConnect = ConnectByToken & {
  /** the app that issued the token: it works with no other */
  appId: Id<"app"> | null;
  /** authorise this connection anew instead of finding one by selling partner id */
  connectionId?: Id<"connection"> | undefined;
};

/**
 * Connects by a refresh token that a person pasted. It is proven first: one token call and one read in its region;
 * nothing is stored otherwise. A token does not name its vendor group, so without `sellingPartnerId` the connection is
 * known by the token's hash, and pasting a newer token must name the connection.
 */
export async function connectByToken(
  ctx: Ctx,
  input: TokenToConnect,
  settings: AcornSettings = acornSettings(),
): Promise<Saved> {
  requireAction(ctx, "connection.connect");
  requireNoTransaction();
  const { app, known } = await transact(ctx, async (tx) => ({
    app: await readApp(tx, ctx, { appId: input.appId, settings }),
    known: input.connectionId ? await findKnown(tx, ctx, input.connectionId) : null,
  }));
  const country = findCountry(known?.country ?? input.country);
  if (!country) throw invalid([{ code: "unknownCountry", field: "country" }]);
  const environment = known?.environment ?? input.environment;
  const sellingPartnerId =
    known?.sellingPartnerId ??
    input.sellingPartnerId ??
    `token.${sha256(input.refreshToken).toString("hex").slice(0, 24)}`;
  const granted = await prove(ctx, {
    app,
    settings,
    country,
    environment,
    sellingPartnerId,
    refreshToken: input.refreshToken,
  });
  return transact(ctx, (tx) =>
    saveAuthorisation(tx, ctx, {
      kind: "self",
      appId: input.appId,
      visibility: app.visibility,
      environment,
      country,
      sellingPartnerId,
      label: input.label,
      granted,
    }),
  );
}

async function findKnown(tx: Tx, ctx: Ctx, id: Id<"connection">) {
  const [row] = await tx
    .select()
    .from(connection)
    .where(and(eq(connection.tenantId, ctx.tenantId), eq(connection.id, id)));
  if (!row) throw notFound("connection");
  return row;
}

type Proof = {
  app: UsableApp;
  settings: AcornSettings;
  country: Country;
  environment: Environment;
  refreshToken: string;
  sellingPartnerId: string;
};

async function prove(ctx: Ctx, proof: Proof): Promise<TokenAnswer & { refreshToken: string }> {
  const { app, settings, country, environment } = proof;
  const granted = await refreshToken(oauthContext(ctx, { app, settings }), proof.refreshToken).catch(refused);
  const client = createAcornClient({
    endpoints: {
      api: settings.endpoints[environment][country.region],
      token: settings.lwaUrl,
      isSandbox: environment === "sandbox",
    },
    app,
    account: proof.sellingPartnerId,
    tokens: onlyThis(ctx, granted),
    limiter: pgLimiter(ctx.log),
    clock: ctx.clock,
    dispatcher: acornAgent(),
  });
  const to = ctx.clock.now();
  const created = { from: new Date(to.getTime() - 3_600_000), to };
  await client.getPurchaseOrders({ created, pageSize: 1 }).catch((error: unknown) => {
    // The sandbox knows a few fixed requests only; a refusal of this one still proves the token.
    if (error instanceof AppError && error.code === "ACORN_REJECTED") return;
    refused(error);
  });
  return { ...granted, refreshToken: granted.refreshToken ?? proof.refreshToken };
}

/** The one access token the proof may use; renewing it would be a second token call for a refusal we already have. */
function onlyThis(ctx: Ctx, granted: TokenAnswer): TokenStore {
  const expiresAt = new Date(ctx.clock.now().getTime() + granted.expiresInMs);
  const token = { accessToken: granted.accessToken, expiresAt };
  return { load: async () => token, refresh: async () => token, revoked: async () => undefined };
}

/** Amazon's no to a pasted token is a fault of the form, said at its field. */
function refused(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== "ACORN_AUTH") throw error;
  const codes: Record<string, string> = {
    "grant-revoked": "tokenRefused",
    "client-rejected": "appRefused",
    "client-unauthorized": "tokenOfAnotherApp",
    "access-denied": "tokenOfAnotherRegion",
  };
  throw invalid([{ code: codes[error.reason ?? ""] ?? "tokenRefused", field: "refreshToken" }]);
}
