import "server-only";
import { NextRequest } from "next/server";
import { randomToken } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";
import { basePath, cookiePrefix, handlers } from "./auth";
import { clientAddress } from "./client-address";
import { companyProvider, hasCompanyAccount, isCompanyOffered } from "./company-account";
import { companyIntent } from "./company-intent";
import { finishSignIn } from "./finish-sign-in";
import { cookieLine, type Form, goBack, goTo, readCookie, withNext } from "./form-answer";
import { refuse } from "./guard-request";
import { hashLinkToken } from "./link-token";
import { safePath } from "./safe-path";
import { openTicket, sealTicket } from "./sealed-ticket";
import { sessionCookieName } from "./session-cookie";
import { countTry } from "./sign-in-limits";

const wayCookie = "oakline.company";
const wayLifeMs = 15 * 60_000;
const callbackPath = `${basePath}/callback/${companyProvider}`;

/** Leads to the company's sign-on, to sign in by it. */
export async function startCompany(form: Form): Promise<Response> {
  if (!isCompanyOffered()) return refuse(404, "not found");
  try {
    await countTry("client", clientAddress(form.request.headers));
  } catch (error) {
    return goBack("/sign-in", error, form.next);
  }
  return leave(form, "sign-in");
}

/** Leads to the company's sign-on, to link its account to the person who is signed in. */
export async function linkCompany(form: Form): Promise<Response> {
  if (!isCompanyOffered()) return refuse(404, "not found");
  const person = await form.scope.findPerson();
  const signedIn = await form.scope.findSession();
  if (!person || !signedIn) return goTo(withNext("/sign-in", form.next));
  if (await hasCompanyAccount(person.id)) return goTo(form.next);
  return leave(form, `link ${signedIn.sessionId}`);
}

/**
 * The answer is a page and no redirect: form-action forbids a form to end on another site. state, nonce and the PKCE
 * verifier are next-auth's; where to go on and why we went are sealed beside them.
 */
async function leave({ next, scope }: Form, why: string): Promise<Response> {
  const csrf = randomToken();
  const url = new URL(`${basePath}/signin/${companyProvider}`, env().APP_URL);
  const answer = await handlers.POST(
    new NextRequest(url, {
      method: "POST",
      headers: {
        cookie: `${cookiePrefix()}oakline.csrf=${csrf}|${hashLinkToken(csrf)}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ csrfToken: csrf }),
    }),
  );
  const target = answer.headers.get("location");
  if (!target || new URL(target).origin === env().APP_URL) {
    scope.log.warn("company sign-on not reached");
    return goTo("/sign-in?error=company");
  }
  const expires = new Date(scope.clock.now().getTime() + wayLifeMs);
  const way = sealTicket(companyProvider, `${why}\n${next}`, expires);
  const headers = new Headers({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  });
  for (const line of checksOf(answer)) headers.append("set-cookie", line);
  headers.append(
    "set-cookie",
    cookieLine(wayCookie, { value: way, maxAgeSeconds: wayLifeMs / 1000, path: callbackPath }),
  );
  return new Response(leavingPage(target), { headers });
}

/** The company's answer: signs the account's owner in, or links the account to whom this browser said. */
export async function answerCompany(form: Form): Promise<Response> {
  const { request, scope } = form;
  const way = openTicket(companyProvider, readCookie(request, wayCookie), scope.clock.now());
  const [why = "", next = "/"] = way?.split("\n") ?? [];
  const forget = cookieLine(wayCookie, { value: "", path: callbackPath });
  if (!way) return goTo("/sign-in?error=company", forget);
  if (why === "sign-in") return signIn({ ...form, next: safePath(next, env().APP_URL) }, forget);
  const [person, signedIn] = [await scope.findPerson(), await scope.findSession()];
  // The session that asked, and no other: a browser that changed hands meanwhile links nothing.
  if (!person || why !== `link ${signedIn?.sessionId}`) return goTo("/sign-in?error=company", forget);
  const { fault, checks } = await companyIntent.run({ linkTo: person }, () => callBack(request, true));
  const back = new URL(safePath(next, env().APP_URL), env().APP_URL);
  back.searchParams.set("company", fault ? "refused" : "linked");
  if (!fault) scope.tell(person.id, { kind: "company-linked" });
  return goTo(`${back.pathname}${back.search}#security`, forget, ...checks);
}

async function signIn(form: Form, forget: string): Promise<Response> {
  const { fault, checks, made } = await companyIntent.run({ linkTo: null }, () =>
    callBack(form.request, false),
  );
  if (fault || !made) {
    const error = fault === "AccessDenied" ? "company-unlinked" : "company";
    return goTo(`/sign-in?error=${error}`, forget, ...checks);
  }
  const answer = await finishSignIn(form, made);
  for (const line of [forget, ...checks]) answer.headers.append("set-cookie", line);
  return answer;
}

/** next-auth's own callback. It sees the session only when that is to be linked: it would link by itself otherwise. */
async function callBack(request: Request, withSession: boolean) {
  const { APP_URL } = env();
  const name = sessionCookieName(APP_URL);
  const cookie = (request.headers.get("cookie") ?? "")
    .split(/;\s*/)
    .filter((pair) => withSession || !pair.startsWith(`${name}=`))
    .join("; ");
  const url = new URL(`${callbackPath}${new URL(request.url).search}`, APP_URL);
  const answer = await handlers.GET(new NextRequest(url, { headers: { cookie } }));
  const fault = new URL(answer.headers.get("location") ?? "/", APP_URL).searchParams.get("error");
  const line = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`));
  const token = line?.slice(name.length + 1).split(";")[0];
  return { fault, checks: checksOf(answer), made: line && token ? { token, cookie: line } : null };
}

/** state, nonce and PKCE verifier as next-auth sets or takes them away. */
function checksOf(answer: Response): string[] {
  const names = ["state", "nonce", "pkce"].map((name) => `${cookiePrefix()}oakline.${name}=`);
  return answer.headers.getSetCookie().filter((line) => names.some((name) => line.startsWith(name)));
}

function leavingPage(target: string): string {
  const url = target.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const host = new URL(target).host.replace(/[^\w.:[\]-]/g, "");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Oakline</title><meta http-equiv="refresh" content="0;url=${url}"></head><body><p><a href="${url}">${host}</a></p></body></html>`;
}
