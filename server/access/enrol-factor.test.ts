import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { authDb } from "@/db/auth-door";
import { totpFactor } from "@/db/schema/auth";
import { seedPerson, seedSession } from "@/db/testing/seed-person";
import { beginEnrolment, confirmEnrolment } from "./enrol-factor";
import { placeOfCodes } from "./factor-cookies";
import { openTicket } from "./sealed-ticket";
import { findPersonBySession, findSession, type SignedIn } from "./session";
import { codeAt, seedFactor } from "./testing/seed-factor";
import { type Desk, openDesk } from "./testing/sign-in-desk";
import { findTotpStep } from "./totp";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterEach(() => desk.forget());
afterAll(() => desk.close());

const wrong = "000000";

async function openPerson() {
  const userId = await seedPerson();
  await seedFactor(userId);
  return { userId, token: await seedSession(userId, { factorAt: null }) };
}
async function signedInBy(token: string): Promise<SignedIn> {
  const found = await findSession(token, new Date());
  if (!found) throw new Error("no session");
  return found;
}
const personOf = async (token: string | undefined) =>
  (await findPersonBySession(token ?? "", new Date()))?.id ?? null;

describe("setting up a factor", () => {
  async function openFresh() {
    const userId = await seedPerson();
    const token = await seedSession(userId, { factorAt: null });
    const signedIn = await signedInBy(token);
    return { userId, token, signedIn, cookies: { "oakline.session": token } };
  }
  /** The code of a secret by trying all: tests know no other way in than the app's. */
  const codeOf = async (secret: string, now: Date) => {
    const { Secret, TOTP } = await import("otpauth");
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
  };

  test("nothing is stored until a code proves it; then ten codes are shown once and other browsers owe a code", async () => {
    const { userId, signedIn, cookies, token } = await openFresh();
    const there = await seedSession(userId, { factorAt: new Date() });
    const { ticket, secret } = beginEnrolment(signedIn, new Date());
    expect(await authDb().$count(totpFactor, eq(totpFactor.userId, userId))).toBe(0);

    const missed = await desk.post("enrol", { ticket, code: wrong, next: "/t/x" }, { cookies });
    expect(missed.location).toBe("/sign-in/second-factor?next=%2Ft%2Fx&error=wrongCode");
    const carried = missed.cookies["oakline.enrol"];
    expect(beginEnrolment(signedIn, new Date(), carried).secret).toBe(secret);
    expect(await authDb().$count(totpFactor, eq(totpFactor.userId, userId))).toBe(0);

    const code = await codeOf(secret, new Date());
    const done = await desk.post("enrol", { ticket, code, next: "/t/x" }, { cookies });
    expect(done.location).toBe("/sign-in/recovery-codes?next=%2Ft%2Fx");
    const shown = openTicket(placeOfCodes(signedIn), done.cookies["oakline.codes"], new Date());
    expect(shown?.split(" ")).toHaveLength(10);
    expect(done.lines.join()).not.toContain(shown?.split(" ")[0]);
    expect(await personOf(token)).toBe(userId);
    expect(await personOf(there)).toBeNull();
    expect(desk.mails.map(({ mail }) => mail.subject)).toEqual(["Second factor set up"]);
    const kept = await desk.post("codes-kept", { next: "/t/x" }, { cookies });
    expect(kept.lines[0]).toMatch(/^oakline\.codes=; Path=\/sign-in; HttpOnly; SameSite=Lax; Max-Age=0/);
  });

  test("the secret is sealed, in the table and in the form", async () => {
    const { userId, signedIn } = await openFresh();
    const { ticket, secret } = beginEnrolment(signedIn, new Date());
    const code = await codeOf(secret, new Date());
    await confirmEnrolment(signedIn, { ticket, code, now: new Date(), tell: () => undefined });
    const [row] = await authDb().select().from(totpFactor).where(eq(totpFactor.userId, userId));
    for (const text of [JSON.stringify(row), ticket]) {
      expect(text).not.toContain(secret);
      expect(Buffer.from(text.split(".").at(-1) ?? "", "base64url").toString()).not.toContain(secret);
    }
    expect(row?.lastStep).toBe(findTotpStep(secret, code, new Date()));
  });

  test("a ticket of another browser, of another person and of yesterday sets nothing up", async () => {
    const [one, other] = [await openFresh(), await openFresh()];
    const again = await signedInBy(await seedSession(one.userId));
    const now = new Date();
    const old = beginEnrolment(one.signedIn, new Date(now.getTime() - 16 * 60_000));
    const foreign = beginEnrolment(other.signedIn, now);
    const elsewhere = beginEnrolment(again, now);
    for (const { ticket, secret } of [old, foreign, elsewhere, { ticket: "1.a.b.c.d", secret: old.secret }]) {
      const code = await codeOf(secret, now);
      expect((await desk.post("enrol", { ticket, code }, { cookies: one.cookies })).location).toBe(
        "/sign-in/second-factor?error=oldTicket",
      );
    }
    expect(await authDb().$count(totpFactor, eq(totpFactor.userId, one.userId))).toBe(0);
  });

  test("a factor is replaced only soon after a code of the old one, never by half a session", async () => {
    const { userId, token } = await openPerson();
    const half = await signedInBy(token);
    const old = await signedInBy(await seedSession(userId, { factorAt: new Date(Date.now() - 11 * 60_000) }));
    for (const signedIn of [half, old]) {
      const { ticket, secret } = beginEnrolment(signedIn, new Date());
      const given = {
        ticket,
        code: await codeOf(secret, new Date()),
        now: new Date(),
        tell: () => undefined,
      };
      await expect(confirmEnrolment(signedIn, given)).rejects.toMatchObject({
        code: "PRECONDITION",
        reason: "step-up",
      });
    }
    expect(
      await desk.post("code", { code: codeAt(new Date()) }, { cookies: { "oakline.session": token } }),
    ).toMatchObject({ location: "/" });
  });
});
