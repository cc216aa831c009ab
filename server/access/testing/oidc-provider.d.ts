/** As much of oidc-provider, which brings no types, as the tests' company uses. */
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  class Grant {
    constructor(of: { clientId: string; accountId: string });
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  type Context = {
    oidc: { client: { clientId: string }; session: { accountId: string } };
  };
  export type Settings = {
    clients: object[];
    conformIdTokenClaims: boolean;
    claims: Record<string, string[]>;
    features: Record<string, { enabled: boolean }>;
    cookies: { keys: string[] };
    /** seconds */
    ttl: Record<string, number>;
    pkce: { required: () => boolean };
    interactions: { url: (ctx: unknown, interaction: { uid: string }) => string };
    findAccount: (ctx: unknown, id: string) => { accountId: string; claims: () => object };
    loadExistingGrant: (ctx: Context) => Promise<Grant>;
  };
  export class Provider {
    constructor(issuer: string, settings: Settings);
    readonly Grant: typeof Grant;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: { login: { accountId: string } },
    ): Promise<void>;
  }
}
