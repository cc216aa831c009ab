import { createServer } from "node:http";
import { Provider } from "oidc-provider";

/** What the form says; null before it was sent. */
function readForm(said: URLSearchParams): Claims | null {
  const sub = said.get("sub");
  if (!sub) return null;
  return { sub, email: said.get("email") ?? "", email_verified: said.has("verified") };
}

const form = `<!doctype html><html lang="en"><title>Company</title><link rel="icon" href="data:,"><form>
<label>Account <input name="sub"></label><label>Address <input name="email"></label>
<label><input type="checkbox" name="verified"> Verified</label><button>Go on</button></form></html>`;

type Claims = { sub: string; email?: string; email_verified?: boolean };

export type Company = Awaited<ReturnType<typeof openCompany>>;

/**
 * A company's sign-on on this machine: a certified OpenID provider that lets in whoever it is told to, by code and PKCE.
 * A browser that nobody has spoken for finds a form that asks who it should be.
 */
export async function openCompany() {
  const client = { id: "oakline", secret: "only-for-tests-only-for-tests-only-for-tests" };
  let who: Claims | null = null;
  const known = new Map<string, Claims>();
  let provider: Provider | null = null;
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (url.pathname === "/auth") asked.push(url.searchParams);
    if (!provider) return void response.writeHead(503).end();
    if (!url.pathname.startsWith("/let-in/")) return void provider.callback()(request, response);
    const claims = readForm(url.searchParams) ?? who;
    if (!claims) return void response.setHeader("content-type", "text/html").end(form);
    known.set(claims.sub, claims);
    void provider.interactionFinished(request, response, { login: { accountId: claims.sub } });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  const issuer = `http://127.0.0.1:${address.port}`;
  const serve = (redirectUri: string) => {
    const made: Provider = new Provider(issuer, {
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
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...known.get(id), sub: id }) }),
      loadExistingGrant: async ({ oidc }) => {
        const { client: to, session } = oidc;
        const grant = new made.Grant({ clientId: to.clientId, accountId: session.accountId });
        grant.addOIDCScope("openid email");
        await grant.save();
        return grant;
      },
    });
    provider = made;
  };
  return {
    issuer,
    client,
    /** begins to answer, for one application that asks to be sent back there */
    serve,
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
