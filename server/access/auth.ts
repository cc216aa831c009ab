import "server-only";
import NextAuth, { type NextAuthConfig } from "next-auth";
import { randomToken } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import { authAdapter } from "./auth-adapter";
import { companyProvider, findCompanyOwner } from "./company-account";
import { companyIntent } from "./company-intent";
import { linkLifeMs } from "./create-sign-in-link";
import { sessionLifeMs } from "./session";
import { isSecure, sessionCookieName } from "./session-cookie";
import { webLog } from "./web-log";

export const basePath = "/api/auth";

/** next-auth, read at the first request so that a build needs no secrets. Only handle-auth.ts may call it. */
export const { handlers } = NextAuth(() => configuration());

export const cookiePrefix = () => (isSecure(env().APP_URL) ? "__Host-" : "");

function configuration(): NextAuthConfig {
  const secure = isSecure(env().APP_URL);
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure };
  const named = (name: string) => ({ name: `${cookiePrefix()}oakline.${name}`, options });
  return {
    basePath,
    secret: env().AUTH_SECRET,
    // Safe because handle-auth.ts builds every address from APP_URL and proxy.ts refuses any other host.
    trustHost: true,
    useSecureCookies: secure,
    adapter: authAdapter(),
    session: { strategy: "database", maxAge: sessionLifeMs / 1000, generateSessionToken: randomToken },
    cookies: {
      sessionToken: { name: sessionCookieName(env().APP_URL), options },
      callbackUrl: named("callback"),
      csrfToken: named("csrf"),
      state: named("state"),
      nonce: named("nonce"),
      pkceCodeVerifier: named("pkce"),
    },
    pages: { signIn: "/sign-in", error: "/sign-in", verifyRequest: "/sign-in/sent" },
    providers: [
      {
        id: "email",
        type: "email",
        name: "E-mail",
        maxAge: linkLifeMs / 1000,
        sendVerificationRequest: () => {
          throw new AppError("INTERNAL", "links are mailed by request-sign-in-link.ts");
        },
      },
      ...companyProviders(),
    ],
    callbacks: { signIn: ({ account, profile }) => mayCome(account, profile) },
    events: { signIn: ({ user }) => webLog().info({ person: user.id }, "signed in") },
    logger: {
      // The name of the fault only: next-auth puts addresses and tokens into the rest.
      error: (error) => webLog().warn({ kind: error.name }, "sign-in refused"),
      warn: (code) => webLog().warn({ code }, "auth warning"),
    },
  };
}

/** Company sign-on, where the environment names one: authorisation code with PKCE, state and nonce. */
function companyProviders(): NextAuthConfig["providers"] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env();
  if (!issuer || !clientId || !clientSecret) return [];
  return [
    {
      id: companyProvider,
      type: "oidc",
      name: "Company",
      issuer,
      clientId,
      clientSecret,
      checks: ["pkce", "state", "nonce"],
      authorization: { params: { scope: "openid email" } },
      allowDangerousEmailAccountLinking: false,
    },
  ];
}

type Given = { provider: string; providerAccountId: string } | null | undefined;
type Claims = { email?: unknown; email_verified?: unknown } | undefined;

/**
 * A company account signs in whom it is linked to. It is linked only to the person who is signed in and asked for it,
 * and only when the company vouches for that person's own address; an address alone opens and links nothing.
 */
async function mayCome(account: Given, profile: Claims): Promise<boolean> {
  if (account?.provider !== companyProvider) return account?.provider === "email";
  const intent = companyIntent.getStore();
  const owner = await findCompanyOwner(account.providerAccountId);
  if (!intent?.linkTo) return intent !== undefined && owner !== null;
  const address = typeof profile?.email === "string" ? profile.email.toLowerCase() : null;
  const isOwn = profile?.email_verified === true && address === intent.linkTo.email;
  return isOwn && (owner === null || owner === intent.linkTo.id);
}
