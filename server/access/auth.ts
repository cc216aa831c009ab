import "server-only";
import NextAuth, { type NextAuthConfig } from "next-auth";
import { randomToken } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import { authAdapter } from "./auth-adapter";
import { linkLifeMs } from "./create-sign-in-link";
import { sessionLifeMs } from "./session";
import { isSecure, sessionCookieName } from "./session-cookie";
import { webLog } from "./web-log";

export const basePath = "/api/auth";

/** next-auth, read at the first request so that a build needs no secrets. Only handle-auth.ts may call it. */
export const { handlers } = NextAuth(() => configuration());

function configuration(): NextAuthConfig {
  const secure = isSecure(env().APP_URL);
  const prefix = secure ? "__Host-" : "";
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure };
  const named = (name: string) => ({ name: `${prefix}oakline.${name}`, options });
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
    // Company sign-on (OIDC_ISSUER and its sisters) becomes the second entry; never with e-mail account linking.
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
    ],
    events: { signIn: ({ user }) => webLog().info({ person: user.id }, "signed in") },
    logger: {
      // The name of the fault only: next-auth puts addresses and tokens into the rest.
      error: (error) => webLog().warn({ kind: error.name }, "sign-in refused"),
      warn: (code) => webLog().warn({ code }, "auth warning"),
    },
  };
}
