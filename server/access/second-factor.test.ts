import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { authDb } from "@/db/auth-door";
import { recoveryCode, session, totpFactor, user } from "@/db/schema/auth";
import { seedPerson, seedSession } from "@/db/testing/seed-person";
import type { Id } from "@/server/platform/ids";
import { createSignInLink } from "./create-sign-in-link";
import { lockWaitMs, maxFactorFailures } from "./factor-rules";
import { replaceRecoveryCodes } from "./recovery-codes";
import { findPersonBySession, findSession, type SignedIn } from "./session";
import { codeAt, seedFactor } from "./testing/seed-factor";
import { type Desk, linkIn, openDesk } from "./testing/sign-in-desk";
import { createUnlockLink } from "./unlock-link";
import { giveFactor } from "./verify-factor";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterEach(() => desk.forget());
afterAll(() => desk.close());

const stepMs = 30_000;
const later = (steps: number) => new Date(Date.now() + steps * stepMs);
const wrong = "000000";

async function openPerson({ half = true } = {}) {
  const userId = await seedPerson();
  await seedFactor(userId);
  const token = await seedSession(userId, { factorAt: half ? null : new Date() });
  return { userId, token, cookies: { "oakline.session": token } };
}
async function signedInBy(token: string): Promise<SignedIn> {
  const found = await findSession(token, new Date());
  if (!found) throw new Error("no session");
  return found;
}
const personOf = async (token: string | undefined) =>
  (await findPersonBySession(token ?? "", new Date()))?.id ?? null;

describe("signing in with a second factor", () => {
  test("a link opens half a door: nobody is signed in until the code is given, and then with a new token", async () => {
    const { userId } = await openPerson();
    const link = new URL(
      await createSignInLink({ email: `${userId}@example.test`, baseUrl: "http://localhost:3000" }),
    );
    const token = link.searchParams.get("token") ?? "";
    const half = await desk.post("confirm", { token, next: "/t/x/orders" });
    expect(half.location).toBe("/sign-in/code?next=%2Ft%2Fx%2Forders");
    const before = half.cookies["oakline.session"] ?? "";
    expect(await personOf(before)).toBeNull();

    const cookies = { "oakline.session": before };
    const whole = await desk.post("code", { code: codeAt(new Date()), next: "/t/x/orders" }, { cookies });
    expect(whole.location).toBe("/t/x/orders");
    expect(await personOf(whole.cookies["oakline.session"])).toBe(userId);
    expect(await findSession(before, new Date())).toBeNull();
  });

  test("a code of one person opens nothing of another", async () => {
    const [one, other] = [await openPerson(), await openPerson()];
    await authDb().delete(totpFactor).where(eq(totpFactor.userId, one.userId));
    const [row] = await authDb().select().from(totpFactor).where(eq(totpFactor.userId, other.userId));
    // a secret copied into another person's row does not open there
    await authDb()
      .insert(totpFactor)
      .values({ ...(row as typeof totpFactor.$inferInsert), userId: one.userId });
    await expect(desk.post("code", { code: codeAt(new Date()) }, one)).rejects.toMatchObject({
      code: "INTERNAL",
    });
    expect(await personOf(one.token)).toBeNull();
  });

  test("a code works once, in whatever browser it is tried again", async () => {
    const { userId, cookies } = await openPerson();
    const code = codeAt(new Date());
    expect((await desk.post("code", { code }, { cookies })).location).toBe("/");
    const again = { "oakline.session": await seedSession(userId, { factorAt: null }) };
    expect((await desk.post("code", { code }, { cookies: again })).location).toBe(
      "/sign-in/code?error=wrongCode",
    );
    // an older one neither, though it is within the window
    expect((await desk.post("code", { code: codeAt(later(-1)) }, { cookies: again })).location).toMatch(
      /wrongCode/,
    );
  });

  test("of one code given twice at once, one is taken", async () => {
    const { userId } = await openPerson();
    const tokens = [
      await seedSession(userId, { factorAt: null }),
      await seedSession(userId, { factorAt: null }),
    ];
    const code = codeAt(new Date());
    const said = await Promise.all(
      tokens.map((token) => desk.post("code", { code }, { cookies: { "oakline.session": token } })),
    );
    expect(said.map(({ location }) => location).sort()).toEqual(["/", "/sign-in/code?error=wrongCode"]);
  });

  test("without a session no code is looked at", async () => {
    expect((await desk.post("code", { code: wrong, next: "/t/x" })).location).toBe("/sign-in?next=%2Ft%2Fx");
  });
});

describe("ten wrong codes in a row", () => {
  async function lock(cookies: Record<string, string>) {
    for (let i = 0; i < maxFactorFailures; i++) await desk.post("code", { code: wrong }, { cookies });
  }

  test("lock the factor for the right code too, in every browser, and one mail tells with the way back", async () => {
    const { userId, cookies } = await openPerson();
    await lock(cookies);
    const other = { "oakline.session": await seedSession(userId, { factorAt: null }) };
    const refused = await desk.post("code", { code: codeAt(new Date()) }, { cookies: other });
    expect(refused.location).toMatch(/^\/sign-in\/code\?error=locked&minutes=1[45]$/);
    expect(desk.mails.map(({ to, mail }) => [to[0], mail.subject])).toEqual([
      [`${userId}@example.test`, "Second factor locked"],
    ]);

    const token = linkIn(desk.mails[0]?.mail, "/sign-in/unlock");
    expect((await desk.post("unlock", { token })).location).toBe("/sign-in/code?unlocked=1");
    expect((await desk.post("unlock", { token })).location).toBe("/sign-in/unlock?token=used");
    expect((await desk.post("code", { code: codeAt(new Date()) }, { cookies: other })).location).toBe("/");
  });

  test("cannot be outrun: of 40 guesses at once no more than ten are looked at", async () => {
    const { userId, token } = await openPerson();
    const signedIn = await signedInBy(token);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, () =>
        giveFactor(signedIn, { code: wrong, now: new Date(), tell: () => undefined }),
      ),
    );
    const codes = outcomes.map((one) => (one.status === "rejected" ? one.reason.code : "OK"));
    expect(codes.filter((code) => code === "INVALID")).toHaveLength(maxFactorFailures);
    expect(codes.filter((code) => code === "LIMIT")).toHaveLength(40 - maxFactorFailures);
    const [row] = await authDb().select().from(user).where(eq(user.id, userId));
    expect(row).toMatchObject({ factorFailures: maxFactorFailures });
  });

  test("count in a row: a right code in between begins anew", async () => {
    const { cookies, userId } = await openPerson();
    for (let i = 0; i < maxFactorFailures - 1; i++) await desk.post("code", { code: wrong }, { cookies });
    expect((await desk.post("code", { code: codeAt(new Date()) }, { cookies })).location).toBe("/");
    const [row] = await authDb().select().from(user).where(eq(user.id, userId));
    expect(row).toMatchObject({ factorFailures: 0, factorLockedAt: null });
  });

  test("leave a recovery code as the way back, after the wait and not before", async () => {
    const { userId, token, cookies } = await openPerson();
    const [code = ""] = await replaceRecoveryCodes(userId);
    await lock(cookies);
    expect((await desk.post("code", { code }, { cookies })).location).toMatch(/error=locked/);
    const signedIn = await signedInBy(token);
    const given = { code, tell: () => undefined };
    await giveFactor(signedIn, { ...given, now: new Date(Date.now() + lockWaitMs) });
    expect(await personOf(token)).toBe(userId);
  });

  test("can be unlocked three times a day, or the links would add up to guesses", async () => {
    const { userId } = await openPerson();
    const unlocked: string[] = [];
    for (let i = 0; i < 4; i++) {
      const link = new URL(await createUnlockLink(userId, "http://localhost:3000"));
      unlocked.push((await desk.post("unlock", { token: link.searchParams.get("token") ?? "" })).location);
    }
    expect(unlocked.slice(0, 3)).toEqual(Array(3).fill("/sign-in/code?unlocked=1"));
    expect(unlocked[3]).toMatch(/^\/sign-in\?error=limit/);
  });

  test("an unlock link signs nobody in, and a sign-in link unlocks nothing", async () => {
    const { userId } = await openPerson();
    const unlockToken = new URL(await createUnlockLink(userId, "http://localhost:3000")).searchParams;
    const email = `${userId}@example.test`;
    const signInToken = new URL(await createSignInLink({ email, baseUrl: "http://localhost:3000" }))
      .searchParams;
    expect((await desk.post("confirm", { token: unlockToken.get("token") ?? "" })).location).toMatch(
      /error=link/,
    );
    expect((await desk.post("unlock", { token: signInToken.get("token") ?? "" })).location).toMatch(/used/);
  });
});

describe("recovery codes", () => {
  test("each opens once, in any spelling, and a mail says how many are left", async () => {
    const { userId } = await openPerson();
    const codes = await replaceRecoveryCodes(userId);
    expect(new Set(codes).size).toBe(10);
    const sloppy = ` ${(codes[3] ?? "").replaceAll("-", " ").toUpperCase()} `;
    const here = { "oakline.session": await seedSession(userId, { factorAt: null }) };
    const first = await desk.post("code", { code: sloppy }, { cookies: here });
    expect(await personOf(first.cookies["oakline.session"])).toBe(userId);
    expect(desk.mails.map(({ mail }) => mail.text)).toEqual([expect.stringContaining("9 are left")]);
    const there = { "oakline.session": await seedSession(userId, { factorAt: null }) };
    expect((await desk.post("code", { code: codes[3] ?? "" }, { cookies: there })).location).toMatch(
      /wrongCode/,
    );
  });

  test("one code given twice at once opens one door", async () => {
    const { userId } = await openPerson();
    const [code = ""] = await replaceRecoveryCodes(userId);
    const give = async () =>
      giveFactor(await signedInBy(await seedSession(userId, { factorAt: null })), {
        code,
        now: new Date(),
        tell: () => undefined,
      });
    const outcomes = await Promise.allSettled([give(), give(), give()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("guesses are limited, another person's open nothing, and the table holds none of them", async () => {
    const [mine, theirs] = [await openPerson(), await openPerson()];
    const codes = await replaceRecoveryCodes(theirs.userId);
    const said: string[] = [];
    for (let i = 0; i < 11; i++) {
      const code = codes[i % 10] ?? "";
      said.push((await desk.post("code", { code }, { cookies: mine.cookies })).location);
    }
    expect(said.slice(0, 10)).toEqual(Array(10).fill("/sign-in/code?error=wrongCode"));
    expect(said[10]).toMatch(/error=limit/);
    const stored = JSON.stringify(await authDb().select().from(recoveryCode));
    for (const code of codes) expect(stored).not.toContain(code.replaceAll("-", ""));
  });
});

describe("a mail tells of a browser", () => {
  const safari =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15";

  async function signIn(userId: Id<"user">, from: Parameters<Desk["post"]>[2] = {}) {
    const email = `${userId}@example.test`;
    const link = new URL(await createSignInLink({ email, baseUrl: "http://localhost:3000" }));
    return desk.post("confirm", { token: link.searchParams.get("token") ?? "" }, from);
  }

  test("that was never seen, with what and from where, and not of the first or a known one", async () => {
    const userId = await seedPerson();
    await authDb().update(user).set({ locale: "zh-CN", zone: "Asia/Shanghai" }).where(eq(user.id, userId));
    const first = await signIn(userId);
    expect(desk.mails).toEqual([]);
    const device = { "oakline.device": first.cookies["oakline.device"] ?? "" };
    await signIn(userId, { cookies: device });
    expect(desk.mails).toEqual([]);
    await signIn(userId, { agent: safari, address: "198.51.100.9" });
    const [told] = desk.mails;
    expect(told?.mail.subject).toBe("有新浏览器登录 Oakline");
    expect(told?.mail.text).toContain("Safari on macOS");
    expect(told?.mail.text).toContain("198.51.100.9");
    expect(told?.mail.text).toContain("http://localhost:3000/?to=security");
  });

  test("only once the second factor was given, and a mark of somebody else's is none", async () => {
    const { userId } = await openPerson();
    const first = await signIn(userId);
    const cookies = { "oakline.session": first.cookies["oakline.session"] ?? "" };
    await desk.post("code", { code: codeAt(new Date()) }, { cookies });
    const stranger = await signIn(await seedPerson());
    const half = await signIn(userId, {
      cookies: { "oakline.device": stranger.cookies["oakline.device"] ?? "" },
      agent: safari,
    });
    expect(desk.mails).toEqual([]);
    const again = {
      "oakline.session": half.cookies["oakline.session"] ?? "",
      "oakline.device": stranger.cookies["oakline.device"] ?? "",
    };
    await desk.post("code", { code: codeAt(later(1)) }, { cookies: again, agent: safari });
    expect(desk.mails.map(({ mail }) => mail.subject)).toEqual(["New browser signed in to Oakline"]);
  });

  test("and the list of sessions names it", async () => {
    const userId = await seedPerson();
    await signIn(userId, { agent: safari, address: "198.51.100.9" });
    const [row] = await authDb().select().from(session).where(eq(session.userId, userId));
    expect(row).toMatchObject({ device: "Safari on macOS", address: "198.51.100.9" });
  });
});
