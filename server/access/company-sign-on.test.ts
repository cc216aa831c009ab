import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { authDb } from "@/db/auth-door";
import { account, user } from "@/db/schema/auth";
import { seedPerson, seedSession } from "@/db/testing/seed-person";
import type { Id } from "@/server/platform/ids";
import { findPersonBySession, findSession } from "./session";
import { type Company, openCompany } from "./testing/company-sign-on";
import { seedFactor } from "./testing/seed-factor";
import { type Desk, openDesk } from "./testing/sign-in-desk";

let company: Company;
let desk: Desk;
beforeAll(async () => {
  company = await openCompany();
  company.serve("http://localhost:3000/api/auth/callback/company");
  // read at the first env(), which the first request makes
  vi.stubEnv("OIDC_ISSUER", company.issuer);
  vi.stubEnv("OIDC_CLIENT_ID", company.client.id);
  vi.stubEnv("OIDC_CLIENT_SECRET", company.client.secret);
  desk = await openDesk();
});
beforeEach(async () => {
  await authDb().delete(account);
});
afterEach(() => desk.forget());
afterAll(async () => {
  await desk.close();
  await company.close();
});

type Claims = Parameters<Company["visit"]>[1];
type Cookies = Record<string, string>;

/** Leaves by a form of ours and comes back with the company's answer. */
async function go(
  form: "company" | "link-company",
  as: Claims,
  { cookies = {}, next = "/" }: { cookies?: Cookies; next?: string } = {},
) {
  const left = await desk.post(form, { next }, { cookies });
  const url = /url=([^"]+)/.exec(left.body)?.[1]?.replaceAll("&#38;", "&") ?? "";
  const query = await company.visit(url, as);
  const jar = { ...cookies, ...left.cookies };
  return { left, query, jar, back: await desk.get(`callback/company${query}`, { cookies: jar }) };
}
const signedIn = async (cookies: Cookies) =>
  (await findPersonBySession(cookies["oakline.session"] ?? "", new Date()))?.id ?? null;

async function openPerson() {
  const userId = await seedPerson();
  const cookies = { "oakline.session": await seedSession(userId) };
  return { userId, cookies, email: `${userId}@example.test` };
}
async function link(userId: Id<"user">, sub: string) {
  await authDb()
    .insert(account)
    .values({ userId, type: "oidc", provider: "company", providerAccountId: sub });
}

describe("signing in", () => {
  test("the company's account signs in whom it is linked to, with PKCE, state and nonce", async () => {
    const { userId } = await openPerson();
    await link(userId, "sub-1");
    company.asked.length = 0;
    const { back, left } = await go("company", { sub: "sub-1" }, { next: "/t/x/orders" });
    expect(back.location).toBe("/t/x/orders");
    expect(await signedIn(back.cookies)).toBe(userId);
    const [asked] = company.asked;
    expect(asked?.get("code_challenge_method")).toBe("S256");
    for (const name of ["code_challenge", "state", "nonce"]) expect(asked?.get(name), name).toMatch(/.{20}/);
    expect(asked?.get("redirect_uri")).toBe("http://localhost:3000/api/auth/callback/company");
    // a page and no redirect: the policy lets no form end on another site
    expect([left.status, left.location]).toEqual([200, ""]);
    for (const line of [...left.lines, ...back.lines]) expect(line).toMatch(/HttpOnly/i);
  });

  test("an address alone opens and links nothing, however well the company vouches for it", async () => {
    const { userId, email } = await openPerson();
    for (const claims of [
      { sub: "sub-2", email, email_verified: true },
      { sub: "sub-2", email, email_verified: false },
      { sub: "sub-2" },
    ]) {
      const { back } = await go("company", claims);
      expect(back.location).toBe("/sign-in?error=company-unlinked");
      expect(await signedIn(back.cookies)).toBeNull();
    }
    expect(await authDb().$count(account, eq(account.userId, userId))).toBe(0);
  });

  test("a stranger of the company becomes nobody here", async () => {
    const before = await authDb().$count(user);
    const stranger = { sub: "sub-3", email: "stranger@company.example", email_verified: true };
    expect((await go("company", stranger)).back.location).toBe("/sign-in?error=company-unlinked");
    expect(await authDb().$count(user)).toBe(before);
  });

  test("it signs in and never links, even in the browser of somebody who is signed in", async () => {
    const { userId, cookies, email } = await openPerson();
    const claims = { sub: "sub-4", email, email_verified: true };
    const { back } = await go("company", claims, { cookies });
    expect(back.location).toBe("/sign-in?error=company-unlinked");
    expect(await authDb().$count(account, eq(account.userId, userId))).toBe(0);
  });

  test("who has a second factor still owes it", async () => {
    const { userId } = await openPerson();
    await seedFactor(userId);
    await link(userId, "sub-5");
    const { back } = await go("company", { sub: "sub-5" }, { next: "/t/x" });
    expect(back.location).toBe("/sign-in/code?next=%2Ft%2Fx");
    expect(await signedIn(back.cookies)).toBeNull();
    expect(await findSession(back.cookies["oakline.session"] ?? "", new Date())).not.toBeNull();
  });

  test("the earlier session of the browser ends, and a planted one is not adopted", async () => {
    const [mine, other] = [await openPerson(), await openPerson()];
    await link(mine.userId, "sub-6");
    const { back } = await go("company", { sub: "sub-6" }, { cookies: other.cookies });
    expect(back.cookies["oakline.session"]).not.toBe(other.cookies["oakline.session"]);
    expect(await signedIn(back.cookies)).toBe(mine.userId);
    expect(await signedIn(other.cookies)).toBeNull();
  });
});

describe("linking", () => {
  test("needs the signed-in person's own address, vouched for; no token of the company is kept, and a mail tells", async () => {
    const { userId, cookies, email } = await openPerson();
    const claims = { sub: "sub-10", email: email.toUpperCase(), email_verified: true };
    const { back } = await go("link-company", claims, { cookies, next: "/t/x/profile" });
    expect(back.location).toBe("/t/x/profile?company=linked#security");
    const [row] = await authDb().select().from(account).where(eq(account.userId, userId));
    expect(row).toMatchObject({ provider: "company", providerAccountId: "sub-10" });
    expect([row?.access_token, row?.refresh_token, row?.id_token]).toEqual([null, null, null]);
    expect(desk.mails.map(({ to, mail }) => [to[0], mail.subject])).toEqual([
      [email, "Company account linked"],
    ]);
    expect(await signedIn(cookies)).toBe(userId);
  });

  test.each([
    ["of an address that the company does not vouch for", { email_verified: false }],
    ["of an address of which it says nothing", { email_verified: undefined }],
    ["of another address", { email: "else@example.test" }],
    ["without an address", { email: undefined }],
  ])("an account %s is refused", async (_, claims) => {
    const { userId, cookies, email } = await openPerson();
    const { back } = await go(
      "link-company",
      { sub: "sub-11", email, email_verified: true, ...claims },
      { cookies, next: "/p" },
    );
    expect(back.location).toBe("/p?company=refused#security");
    expect(await authDb().$count(account, eq(account.userId, userId))).toBe(0);
    expect(desk.mails).toEqual([]);
  });

  test("an account of somebody else stays theirs", async () => {
    const [mine, theirs] = [await openPerson(), await openPerson()];
    await link(theirs.userId, "sub-12");
    const claims = { sub: "sub-12", email: mine.email, email_verified: true };
    const { back } = await go("link-company", claims, { cookies: mine.cookies });
    expect(back.location).toBe("/?company=refused#security");
    const rows = await authDb().select({ userId: account.userId }).from(account);
    expect(rows).toEqual([{ userId: theirs.userId }]);
  });

  test("nobody links while they are signed out, or only half signed in", async () => {
    const { userId } = await openPerson();
    await seedFactor(userId);
    const half = { "oakline.session": await seedSession(userId, { factorAt: null }) };
    for (const cookies of [{}, half]) {
      expect((await desk.post("link-company", {}, { cookies })).location).toBe("/sign-in");
    }
  });

  test("an answer that comes back into another session links nothing", async () => {
    const [asked, came] = [await openPerson(), await openPerson()];
    const left = await desk.post("link-company", {}, { cookies: asked.cookies });
    const url = /url=([^"]+)/.exec(left.body)?.[1]?.replaceAll("&#38;", "&") ?? "";
    const query = await company.visit(url, { sub: "sub-13", email: came.email, email_verified: true });
    const back = await desk.get(`callback/company${query}`, {
      cookies: { ...left.cookies, ...came.cookies },
    });
    expect(back.location).toBe("/sign-in?error=company");
    expect(await authDb().$count(account)).toBe(0);
  });
});

describe("the company's answer", () => {
  test("is worth nothing without the browser that asked, twice, or altered", async () => {
    const { userId } = await openPerson();
    await link(userId, "sub-20");
    const { query, jar, back } = await go("company", { sub: "sub-20" });
    expect(await signedIn(back.cookies)).toBe(userId);
    const altered = query.replace(/state=[^&]+/, "state=x");
    const without = Object.fromEntries(Object.entries(jar).filter(([name]) => name !== "oakline.state"));
    for (const [name, again] of Object.entries({
      "another browser": await desk.get(`callback/company${query}`),
      twice: await desk.get(`callback/company${query}`, { cookies: jar }),
      altered: await desk.get(`callback/company${altered}`, { cookies: jar }),
      "without its state": await desk.get(`callback/company${query}`, { cookies: without }),
      refused: await desk.get("callback/company?error=access_denied", { cookies: jar }),
    })) {
      expect([name, again.location]).toEqual([name, "/sign-in?error=company"]);
      expect(await signedIn(again.cookies), name).toBeNull();
    }
  });

  test("is the only thing that a GET may bring", async () => {
    for (const path of [
      "company",
      "link-company",
      "code",
      "enrol",
      "unlock?token=x",
      "signin/company",
      "callback/email?token=x",
    ]) {
      expect((await desk.get(path)).status, path).toBe(405);
    }
  });
});
