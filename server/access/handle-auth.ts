import "server-only";
import { NextRequest } from "next/server";
import { env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import { keepCookie, preferenceCookies } from "@/server/platform/reader-cookies";
import { basePath, handlers } from "./auth";
import { clientAddress } from "./client-address";
import { createSignInLink } from "./create-sign-in-link";
import { type CreateTenant, claimFirstOwner } from "./first-owner";
import { guardPost, refuse } from "./guard-request";
import { openRequest } from "./request-scope";
import { requestSignInLink } from "./request-sign-in-link";
import { safePath } from "./safe-path";
import { endSession, findPersonBySession } from "./session";
import { isSecure, sessionCookieName } from "./session-cookie";
import { countTry, requireTriesLeft } from "./sign-in-limits";
import { type AcceptInvitation, takeInvitation } from "./take-invitation";
import { webLog } from "./web-log";

type Outside = {
  /** runs work after the answer has gone out */
  defer(work: () => Promise<void>): void;
  createTenant: CreateTenant;
  acceptInvitation: AcceptInvitation;
};
type Form = { request: Request; fields: URLSearchParams; outside: Outside };

const maxBytes = 10_000;

const actions: Record<string, (form: Form) => Promise<Response>> = {
  [`${basePath}/request-link`]: requestLink,
  [`${basePath}/confirm`]: confirm,
  [`${basePath}/first-owner`]: firstOwner,
  [`${basePath}/invitation`]: invitation,
  [`${basePath}/sign-out`]: signOut,
};

/**
 * Everything that changes who is signed in: plain forms of our own pages, answered by a redirect, so that they work without
 * script. Nothing is done on GET: mail scanners open links. Company sign-on adds next-auth's own GET callback here.
 */
export async function handleAuth(request: Request, outside: Outside): Promise<Response> {
  const action = actions[new URL(request.url).pathname];
  if (!action) return refuse(404, "not found");
  const contentType = "application/x-www-form-urlencoded";
  const guarded = await guardPost(request, { appUrl: env().APP_URL, contentType, maxBytes });
  if (guarded instanceof Response) return guarded;
  return action({ request: guarded, fields: new URLSearchParams(await guarded.text()), outside });
}

async function requestLink({ request, fields, outside }: Form): Promise<Response> {
  const next = safePath(fields.get("next"), env().APP_URL);
  try {
    const client = clientAddress(request.headers);
    const wish = { email: fields.get("email") ?? "", client, locale: fields.get("locale") ?? "en", next };
    await requestSignInLink(wish, { ...outside, log: webLog() });
    return goTo("/sign-in/sent");
  } catch (error) {
    return goTo(`/sign-in?${describe(error, next)}`);
  }
}

async function confirm({ request, fields }: Form): Promise<Response> {
  const next = safePath(fields.get("next"), env().APP_URL);
  const client = clientAddress(request.headers);
  try {
    await requireTriesLeft("failure", client);
    const signedIn = await spendLink(fields.get("token") ?? "", request.headers.get("cookie") ?? "");
    if (signedIn) {
      await endOwnSession(request);
      return goTo(next, signedIn, ...(await listPreferences(signedIn)));
    }
    await countTry("failure", client);
    return goTo("/sign-in?error=link");
  } catch (error) {
    return goTo(`/sign-in?${describe(error, next)}`);
  }
}

async function firstOwner({ request, fields, outside }: Form): Promise<Response> {
  const token = fields.get("token") ?? "";
  const scope = openRequest({
    requestId: request.headers.get("x-request-id") ?? crypto.randomUUID(),
    sessionToken: null,
  });
  try {
    const email = await claimFirstOwner(Object.fromEntries(fields), scope, outside.createTenant);
    const link = new URL(await createSignInLink({ email, baseUrl: env().APP_URL }));
    const signedIn = await spendLink(link.searchParams.get("token") ?? "", "");
    return signedIn ? goTo("/", signedIn) : goTo("/sign-in?error=link");
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "INTERNAL") throw error;
    const fault = error.code === "INVALID" ? "&error=invalid" : "";
    return goTo(`/sign-in/first-owner?token=${encodeURIComponent(token)}${fault}`);
  }
}

/** "Join": as whoever is signed in, or as a new person, whom the link itself then signs in: it came into their mailbox. */
async function invitation({ request, fields, outside }: Form): Promise<Response> {
  const token = fields.get("token") ?? "";
  const client = clientAddress(request.headers);
  const scope = openRequest({
    requestId: request.headers.get("x-request-id") ?? crypto.randomUUID(),
    sessionToken: ownSession(request),
  });
  try {
    await requireTriesLeft("failure", client);
    const given = { token, name: fields.get("name") ?? "" };
    const { path, newcomer } = await takeInvitation(given, scope, outside.acceptInvitation);
    if (!newcomer) return goTo(path);
    const link = new URL(await createSignInLink({ email: newcomer, baseUrl: env().APP_URL }));
    const signedIn = await spendLink(link.searchParams.get("token") ?? "", "");
    return signedIn ? goTo(path, signedIn) : goTo("/sign-in?error=link");
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "INTERNAL") throw error;
    if (error.code === "NOT_FOUND") await countTry("failure", client);
    if (error.code === "LIMIT") return goTo(`/sign-in?${describe(error, "/")}`);
    const fault = error.code === "INVALID" ? "&error=name" : "";
    return goTo(`/invitation?token=${encodeURIComponent(token)}${fault}`);
  }
}

async function signOut({ request, fields }: Form): Promise<Response> {
  await endOwnSession(request);
  const { APP_URL } = env();
  const secure = isSecure(APP_URL) ? "; Secure" : "";
  const next = fields.get("next");
  return goTo(
    next ? safePath(next, APP_URL) : "/sign-in",
    `${sessionCookieName(APP_URL)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure}`,
  );
}

/** Ends the session that this browser has brought, if any: one browser leaves no second session behind. */
async function endOwnSession(request: Request): Promise<void> {
  const token = ownSession(request);
  if (token) await endSession(token);
}

function ownSession(request: Request): string | null {
  const { cookies } = new NextRequest(request.url, { headers: request.headers });
  return cookies.get(sessionCookieName(env().APP_URL))?.value ?? null;
}

/**
 * Uses a link up. A planted session cookie is never adopted: next-auth makes a new one each time.
 * @returns the new session's Set-Cookie, or null for a used, old or altered link
 */
async function spendLink(token: string, cookie: string): Promise<string | null> {
  const url = new URL(
    `${basePath}/callback/email?${new URLSearchParams({ token: token || "-" })}`,
    env().APP_URL,
  );
  const answer = await handlers.POST(new NextRequest(url, { method: "POST", headers: { cookie } }));
  const fault = new URL(answer.headers.get("location") ?? "/", env().APP_URL).searchParams.get("error");
  if (fault === "Verification") return null;
  const name = sessionCookieName(env().APP_URL);
  const made = answer.headers.getSetCookie().find((line) => line.startsWith(`${name}=`));
  if (fault || !made) throw new AppError("INTERNAL", `sign-in failed: ${fault}`);
  return made;
}

/** What the profile says of language, zone and look: a new browser shows it from its first page on. */
async function listPreferences(sessionCookie: string): Promise<string[]> {
  const token = new NextRequest(env().APP_URL, { headers: { cookie: sessionCookie } }).cookies;
  const person = await findPersonBySession(
    token.get(sessionCookieName(env().APP_URL))?.value ?? "",
    new Date(),
  );
  return (["locale", "theme", "density", "zone"] as const).flatMap((key) => {
    const value = person?.[key];
    return value ? [keepCookie(preferenceCookies[key], value, isSecure(env().APP_URL))] : [];
  });
}

/** Where and why, in the address of the page that then says it in the reader's language. */
function describe(error: unknown, next: string): URLSearchParams {
  const params = new URLSearchParams(next === "/" ? {} : { next });
  if (error instanceof AppError && error.code === "INVALID") params.set("error", "address");
  else if (error instanceof AppError && error.code === "LIMIT") {
    params.set("error", "limit");
    params.set("minutes", String(Math.max(1, Math.ceil((error.retryAfterMs ?? 0) / 60_000))));
  } else throw error;
  return params;
}

function goTo(path: string, ...cookies: string[]): Response {
  const headers = new Headers({ location: path, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
