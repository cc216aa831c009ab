import { createHmac, timingSafeEqual } from "node:crypto";
import { day, hour, minute } from "./calendar";
import type { AppRegistration } from "./defaults";
import type { Switches } from "./switches";

/** What a token stands for. `serial` tells apart two grants of the same second. */
export type Grant = { clientId: string; group: string; grantedAt: number; serial: string };
type AccessClaim = { grant: Grant; expiresAt: number; serial: string };
type CodeClaim = { grant: Grant; applicationId: string; redirectUri: string; expiresAt: number };
type AccessState =
  | { kind: "live"; grant: Grant }
  | { kind: "expired" }
  | { kind: "revoked" }
  | { kind: "malformed" };

export const accessTokenSeconds = 3_600;
const codeLife = 5 * minute;
/** a public app's consent [D renew-authorizations] */
const consentLife = 365 * day;
/** the replaced client secret goes on for so long [D] */
const oldSecretLife = 7 * day;

type SecretOf = { secret: string; endsAt: number | null };
type Keeper = { app: AppRegistration; redirectUris: string[]; secrets: SecretOf[] };

/**
 * Apps, codes and tokens. Tokens carry their claim under a key made from the seed, so those of an earlier run of
 * the simulator stay good; only revocations and used codes live in memory.
 */
export type Credentials = {
  register(app: AppRegistration): void;
  apps(): AppRegistration[];
  findByApplication(applicationId: string): AppRegistration | null;
  rotateSecret(clientId: string, secret: string, now: number): boolean;
  checkSecret(clientId: string, secret: string, now: number): boolean;
  findByClient(clientId: string): AppRegistration | null;
  redirectUrisOf(clientId: string): readonly string[];
  addRedirectUris(clientId: string, uris: readonly string[]): void;
  grant(of: { clientId: string; group: string; now: number; serial?: string }): {
    grant: Grant;
    refreshToken: string;
  };
  issueCode(of: { grant: Grant; applicationId: string; redirectUri: string; now: number }): string;
  redeemCode(code: string, by: { clientId: string; redirectUri: string; now: number }): Grant | null;
  refreshTokenOf(grant: Grant): string;
  readRefreshToken(token: string, now: number): Grant | null;
  issueAccessToken(grant: Grant, now: number): string;
  readAccessToken(token: string, now: number): AccessState;
  expireAccessToken(token: string): void;
  revoke(which: { group?: string | undefined; clientId?: string | undefined }): void;
};

export function createCredentials(seed: number, switches: Switches): Credentials {
  const seal = createSeal(seed);
  const keepers = new Map<string, Keeper>();
  const usedCodes = new Set<string>();
  const expiredTokens = new Set<string>();
  const revoked: { group?: string | undefined; clientId?: string | undefined; before: Set<string> }[] = [];
  const known = new Map<string, Grant>();
  let count = 0;

  const keyOf = (grant: Grant) => `${grant.clientId}/${grant.group}/${grant.grantedAt}/${grant.serial}`;
  // A revocation ends the grants that exist when it is made; one from an earlier run is unknown here and ends
  // too unless it was made afterwards.
  const isRevoked = (grant: Grant) =>
    revoked.some(
      (rule) =>
        (rule.group === undefined || rule.group === grant.group) &&
        (rule.clientId === undefined || rule.clientId === grant.clientId) &&
        (rule.before.has(keyOf(grant)) || !known.has(keyOf(grant))),
    );
  const revoke: Credentials["revoke"] = (which) => {
    revoked.push({ ...which, before: new Set(known.keys()) });
  };
  const isOver = (grant: Grant, now: number) =>
    keepers.get(grant.clientId)?.app.kind === "public" && grant.grantedAt + consentLife <= now;
  const refreshTokenOf = (grant: Grant) => `Atzr|${seal.close("refresh", grant)}`;

  return {
    register: (app) => {
      keepers.set(app.clientId, {
        app,
        redirectUris: [...app.redirectUris],
        secrets: [{ secret: app.clientSecret, endsAt: null }],
      });
    },
    apps: () => [...keepers.values()].map((keeper) => keeper.app),
    findByApplication: (id) => [...keepers.values()].find((one) => one.app.applicationId === id)?.app ?? null,
    rotateSecret: (clientId, secret, now) => {
      const keeper = keepers.get(clientId);
      if (!keeper) return false;
      keeper.secrets = keeper.secrets.map((old) => ({ ...old, endsAt: old.endsAt ?? now + oldSecretLife }));
      keeper.secrets.push({ secret, endsAt: null });
      return true;
    },
    checkSecret: (clientId, secret, now) =>
      keepers.get(clientId)?.secrets.some((one) => one.secret === secret && (one.endsAt ?? now + 1) > now) ??
      false,
    findByClient: (clientId) => keepers.get(clientId)?.app ?? null,
    redirectUrisOf: (clientId) => keepers.get(clientId)?.redirectUris ?? [],
    addRedirectUris: (clientId, uris) => {
      const keeper = keepers.get(clientId);
      if (keeper) keeper.redirectUris = [...new Set([...keeper.redirectUris, ...uris])];
    },
    grant: ({ clientId, group, now, serial }) => {
      const grant = { clientId, group, grantedAt: now, serial: serial ?? `n${count++}` };
      if (switches.newGrantRevokesOlder) revoke({ clientId, group });
      known.set(keyOf(grant), grant);
      return { grant, refreshToken: refreshTokenOf(grant) };
    },
    issueCode: ({ now, ...claim }) => seal.close("code", { ...claim, expiresAt: now + codeLife }),
    redeemCode: (code, by) => {
      const claim = seal.open<CodeClaim>("code", code);
      if (!claim || usedCodes.has(code) || claim.expiresAt <= by.now) return null;
      if (claim.grant.clientId !== by.clientId || claim.redirectUri !== by.redirectUri) return null;
      usedCodes.add(code);
      return claim.grant;
    },
    refreshTokenOf,
    readRefreshToken: (token, now) => {
      const grant = token.startsWith("Atzr|") ? seal.open<Grant>("refresh", token.slice(5)) : null;
      return grant && !isRevoked(grant) && !isOver(grant, now) ? grant : null;
    },
    issueAccessToken: (grant, now) => {
      const claim: AccessClaim = {
        grant,
        expiresAt: now + (accessTokenSeconds / 3_600) * hour,
        serial: `a${count++}`,
      };
      return `Atza|${seal.close("access", claim)}`;
    },
    readAccessToken: (token, now) => {
      const claim = token.startsWith("Atza|") ? seal.open<AccessClaim>("access", token.slice(5)) : null;
      if (!claim) return { kind: "malformed" };
      if (isRevoked(claim.grant)) return { kind: "revoked" };
      if (expiredTokens.has(token) || claim.expiresAt <= now) return { kind: "expired" };
      return { kind: "live", grant: claim.grant };
    },
    expireAccessToken: (token) => {
      expiredTokens.add(token);
    },
    revoke,
  };
}

type Purpose = "refresh" | "access" | "code" | "page";

/** Signed, readable claims: `<claim>.<mac>` in base64url, bound to their purpose. */
export function createSeal(seed: number) {
  const key = createHmac("sha256", "simulator").update(String(seed)).digest();
  const macOf = (purpose: Purpose, body: string) =>
    createHmac("sha256", key).update(`${purpose}.${body}`).digest("base64url").slice(0, 27);
  return {
    close(purpose: Purpose, claim: unknown): string {
      const body = Buffer.from(JSON.stringify(claim)).toString("base64url");
      return `${body}.${macOf(purpose, body)}`;
    },
    /** null for anything that was not closed here for this purpose */
    open<Claim>(purpose: Purpose, text: string): Claim | null {
      const [body = "", mac = ""] = text.split(".");
      const expected = Buffer.from(macOf(purpose, body));
      const given = Buffer.from(mac);
      if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
      // The signature proves that this very type was closed for this purpose.
      return JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as Claim;
    },
  };
}
