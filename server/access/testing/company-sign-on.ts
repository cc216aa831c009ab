import { createServer } from "node:http";
import { Provider } from "oidc-provider";

type Claims = { sub: string; email?: string; email_verified?: boolean };

export type Company = Awaited<ReturnType<typeof openCompany>>;

/** A company's sign-on on this machine: a certified OpenID provider that lets in whoever it is told to, by code and PKCE. */
export async function openCompany(redirectUri: string) {
  const client = { id: "oakline", secret: "only-for-tests-only-for-tests-only-for-tests" };
  let who: Claims = { sub: "nobody" };
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (url.pathname === "/auth") asked.push(url.searchParams);
    if (url.pathname.startsWith("/let-in/")) {
      void provider.interactionFinished(request, response, { login: { accountId: who.sub } });
    } else provider.callback()(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  const issuer = `http://127.0.0.1:${address.port}`;
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    // as the large ones do: the address stands in the identity token
    conformIdTokenClaims: false,
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["only for tests"] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    interactions: { url: (_, { uid }) => `/let-in/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...who, sub: id }) }),
    loadExistingGrant: async ({ oidc }) => {
      const { client: to, session } = oidc;
      const grant = new provider.Grant({ clientId: to.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  });
  return {
    issuer,
    client,
    /** what each authorisation request carried */
    asked,
    /** a browser at the company's pages, as this person; @returns the query of the address it is sent back to */
    visit: async (url: string, as: Claims): Promise<string> => {
      who = as;
      const jar = new Map<string, string>();
      let at = url;
      while (at.startsWith(issuer)) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
        const answer = await fetch(at, { redirect: "manual", headers: { cookie } });
        for (const line of answer.headers.getSetCookie()) {
          const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          jar.set(name, value);
        }
        const next = answer.headers.get("location");
        if (!next) throw new Error(`the company answered ${answer.status} ${await answer.text()}`);
        at = new URL(next, at).href;
      }
      return new URL(at).search;
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}
