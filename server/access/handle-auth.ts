import "server-only";
import { NextRequest } from "next/server";
import { env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import { basePath, handlers } from "./auth";
import { clientAddress } from "./client-address";
import { companyProvider, isCompanyOffered } from "./company-account";
import { createSignInLink } from "./create-sign-in-link";
import { finishSignIn } from "./finish-sign-in";
import { claimFirstOwner } from "./first-owner";
import { cookieLine, type Form, goBack, goTo, type Outside, openForm } from "./form-answer";
import { guardPost, refuse } from "./guard-request";
import { answerCompany, linkCompany, startCompany } from "./handle-company";
import { confirmAddress, enrol, forgetCodes, giveCode, mailUnlock, unlock } from "./handle-factor";
import { requestSignInLink } from "./request-sign-in-link";
import { endSession } from "./session";
import { sessionCookieName } from "./session-cookie";
import { countTry, requireTriesLeft } from "./sign-in-limits";
import { takeInvitation } from "./take-invitation";
import { webLog } from "./web-log";

const maxBytes = 10_000;

const forms: Record<string, (form: Form) => Promise<Response>> = {
  [`${basePath}/request-link`]: requestLink,
  [`${basePath}/confirm`]: confirm,
  [`${basePath}/first-owner`]: firstOwner,
  [`${basePath}/invitation`]: invitation,
  [`${basePath}/sign-out`]: signOut,
  [`${basePath}/code`]: giveCode,
  [`${basePath}/enrol`]: enrol,
  [`${basePath}/codes-kept`]: forgetCodes,
  [`${basePath}/mail-unlock`]: mailUnlock,
  [`${basePath}/unlock`]: unlock,
  [`${basePath}/confirm-address`]: confirmAddress,
  [`${basePath}/company`]: startCompany,
  [`${basePath}/link-company`]: linkCompany,
};

/**
 * Everything that changes who is signed in: plain forms of our own pages, answered by a redirect, so that they work without
 * script. Nothing is done on GET, for mail scanners open links; the one exception is the company's answer, which its
 * state binds to the browser that asked.
 */
export async function handleAuth(request: Request, outside: Outside): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (
    request.method === "GET" &&
    pathname === `${basePath}/callback/${companyProvider}` &&
    isCompanyOffered()
  ) {
    return answerCompany(openForm(request, new URLSearchParams(), outside));
  }
  if (request.method !== "POST") return refuse(405, "a form is posted");
  const action = forms[pathname];
  if (!action) return refuse(404, "not found");
  const contentType = "application/x-www-form-urlencoded";
  const guarded = await guardPost(request, { appUrl: env().APP_URL, contentType, maxBytes });
  if (guarded instanceof Response) return guarded;
  return action(openForm(guarded, new URLSearchParams(await guarded.text()), outside));
}

async function requestLink({ request, fields, outside, next }: Form): Promise<Response> {
  try {
    const client = clientAddress(request.headers);
    const wish = { email: fields.get("email") ?? "", client, locale: fields.get("locale") ?? "en", next };
    await requestSignInLink(wish, { ...outside, log: webLog() });
    return goTo("/sign-in/sent");
  } catch (error) {
    return goBack("/sign-in", error, next);
  }
}

async function confirm(form: Form): Promise<Response> {
  const { request, fields, next } = form;
  const client = clientAddress(request.headers);
  try {
    await requireTriesLeft("failure", client);
    const made = await spendLink(fields.get("token") ?? "", request.headers.get("cookie") ?? "");
    if (made) return await finishSignIn(form, made);
    await countTry("failure", client);
    return goTo("/sign-in?error=link");
  } catch (error) {
    return goBack("/sign-in", error, next);
  }
}

async function firstOwner(form: Form): Promise<Response> {
  const { fields, outside, scope } = form;
  const token = fields.get("token") ?? "";
  try {
    const email = await claimFirstOwner(Object.fromEntries(fields), scope, outside.createTenant);
    const link = new URL(await createSignInLink({ email, baseUrl: env().APP_URL }));
    const made = await spendLink(link.searchParams.get("token") ?? "", "");
    return made ? await finishSignIn({ ...form, next: "/" }, made) : goTo("/sign-in?error=link");
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "INTERNAL") throw error;
    const fault = error.code === "INVALID" ? "&error=invalid" : "";
    return goTo(`/sign-in/first-owner?token=${encodeURIComponent(token)}${fault}`);
  }
}

/** "Join": as whoever is signed in, or as a new person, whom the link itself then signs in: it came into their mailbox. */
async function invitation(form: Form): Promise<Response> {
  const { request, fields, outside, scope } = form;
  const token = fields.get("token") ?? "";
  const client = clientAddress(request.headers);
  try {
    await requireTriesLeft("failure", client);
    const given = { token, name: fields.get("name") ?? "" };
    const { path, newcomer } = await takeInvitation(given, scope, outside.acceptInvitation);
    if (!newcomer) return goTo(path);
    const link = new URL(await createSignInLink({ email: newcomer, baseUrl: env().APP_URL }));
    const made = await spendLink(link.searchParams.get("token") ?? "", "");
    return made ? await finishSignIn({ ...form, next: path }, made) : goTo("/sign-in?error=link");
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "INTERNAL") throw error;
    if (error.code === "NOT_FOUND") await countTry("failure", client);
    if (error.code === "LIMIT") return goBack("/sign-in", error, "/");
    const fault = error.code === "INVALID" ? "&error=name" : "";
    return goTo(`/invitation?token=${encodeURIComponent(token)}${fault}`);
  }
}

async function signOut({ scope, fields, next }: Form): Promise<Response> {
  if (scope.sessionToken) await endSession(scope.sessionToken);
  const place = fields.get("next") ? next : "/sign-in";
  return goTo(place, cookieLine(sessionCookieName(env().APP_URL), { value: "" }));
}

/**
 * Uses a link up. A planted session cookie is never adopted: next-auth makes a new one each time.
 * @returns the new session's token and Set-Cookie, or null for a used, old or altered link
 */
async function spendLink(token: string, cookie: string): Promise<{ token: string; cookie: string } | null> {
  const url = new URL(
    `${basePath}/callback/email?${new URLSearchParams({ token: token || "-" })}`,
    env().APP_URL,
  );
  const answer = await handlers.POST(new NextRequest(url, { method: "POST", headers: { cookie } }));
  const fault = new URL(answer.headers.get("location") ?? "/", env().APP_URL).searchParams.get("error");
  if (fault === "Verification") return null;
  const name = sessionCookieName(env().APP_URL);
  const line = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`));
  const made = line?.slice(name.length + 1).split(";")[0];
  if (fault || !line || !made) throw new AppError("INTERNAL", `sign-in failed: ${fault}`);
  return { token: made, cookie: line };
}
