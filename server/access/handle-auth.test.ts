import { eq } from "drizzle-orm";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { authDb } from "@/db/auth-door";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { session, signInLimit, user, verificationToken } from "@/db/schema/auth";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedPerson, seedSession } from "@/db/testing/seed-person";
import { newId } from "@/server/platform/ids";
import { createSignInLink } from "./create-sign-in-link";
import { handleAuth } from "./handle-auth";
import { findPersonBySession } from "./session";
import { signInLimits } from "./sign-in-limits";
import { updateProfile } from "./update-profile";

const appUrl = "http://localhost:3000";
const mails: { mail: ParsedMail; to: string[] }[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData: async (stream, session, done) => {
    const mail = await simpleParser(stream);
    mails.push({ mail, to: session.envelope.rcptTo.map((one) => one.address) });
    done();
  },
});

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  await new Promise<void>((ready) => smtp.listen(0, "127.0.0.1", ready));
  const address = smtp.server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  // read at the first env(), which these tests' first request makes
  vi.stubEnv("SMTP_URL", `smtp://127.0.0.1:${address.port}`);
  vi.stubEnv("MAIL_FROM", "Oakline <post@vendors.example>");
});
afterEach(async () => {
  mails.length = 0;
  await authDb().delete(signInLimit);
});
afterAll(async () => {
  await new Promise<void>((done) => smtp.close(() => done()));
  await disconnectDatabase();
  await database.drop();
});

type Given = { fields?: Record<string, string>; headers?: Record<string, string>; body?: string };

/** A form of our own page, as a browser sends it; work left for after the answer is done before this returns. */
async function submit(path: string, { fields = {}, headers = {}, body }: Given = {}) {
  const later: (() => Promise<void>)[] = [];
  const request = new Request(`${appUrl}/api/auth/${path}`, {
    method: "POST",
    headers: {
      origin: appUrl,
      "content-type": "application/x-www-form-urlencoded",
      "x-forwarded-for": "203.0.113.7",
      ...headers,
    },
    body: body ?? new URLSearchParams(fields),
  });
  const answer = await handleAuth(request, {
    defer: (work) => later.push(work),
    createTenant: async () => null,
    acceptInvitation: async () => newId("tenant"),
  });
  const beforeMail = mails.length;
  for (const work of later) await work();
  return {
    answer,
    location: answer.headers.get("location"),
    cookie: cookieOf(answer),
    deferred: later.length,
    beforeMail,
  };
}

function cookieOf(answer: Response): string | null {
  return /^oakline\.session=([^;]*)/.exec(answer.headers.getSetCookie()[0] ?? "")?.[1] ?? null;
}
const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";
const askFor = (email: string, headers = {}) =>
  submit("request-link", { fields: { email, locale: "en" }, headers });
const confirm = (token: string, headers = {}, next = "") =>
  submit("confirm", { fields: { token, next }, headers });

async function seedLink(lifeMs?: number) {
  const userId = await seedPerson();
  const email = `${userId}@example.test`;
  return { userId, email, token: tokenOf(await createSignInLink({ email, baseUrl: appUrl, lifeMs })) };
}

test("a mailed link signs its reader in, once", async () => {
  const userId = await seedPerson({ email: "mara@larkmoor.example" });
  expect((await askFor("  Mara@Larkmoor.example ")).location).toBe("/sign-in/sent");
  expect(mails.map(({ to }) => to)).toEqual([["mara@larkmoor.example"]]);
  const link = /http:\/\/localhost:3000\/sign-in\/confirm\?\S+/.exec(mails[0]?.mail.text ?? "")?.[0] ?? "";
  expect(link).not.toContain("larkmoor");

  const first = await confirm(tokenOf(link));
  expect(first.answer.status).toBe(303);
  expect(first.location).toBe("/");
  expect(first.answer.headers.getSetCookie()[0]).toMatch(/HttpOnly/i);
  expect(first.answer.headers.getSetCookie()[0]).toMatch(/SameSite=Lax/i);
  expect((await findPersonBySession(first.cookie ?? "", new Date()))?.id).toBe(userId);

  const second = await confirm(tokenOf(link));
  expect(second.location).toBe("/sign-in?error=link");
  expect(second.cookie).toBeNull();
});

test("signing in hands the profile's language, zone and look to a browser that never saw them", async () => {
  const { userId, token } = await seedLink();
  await updateProfile(userId, { locale: "zh-CN", theme: "dark", zone: "Asia/Shanghai" });
  const { answer } = await confirm(token);
  const kept = answer.headers.getSetCookie().filter((line) => /^oakline-/.test(line));
  expect(kept.map((line) => line.split(";")[0])).toEqual([
    "oakline-locale=zh-CN",
    "oakline-theme=dark",
    "oakline-zone=Asia%2FShanghai",
  ]);
  for (const line of kept) expect(line).toMatch(/Max-Age=31536000; SameSite=Lax$/);
});

test("two presses of the button at once make one session", async () => {
  const { userId, token } = await seedLink();
  const answers = await Promise.all([confirm(token), confirm(token)]);
  expect(answers.filter(({ cookie }) => cookie)).toHaveLength(1);
  expect(await authDb().select().from(session).where(eq(session.userId, userId))).toHaveLength(1);
});

test("an expired, an altered and an empty link sign nobody in", async () => {
  const old = await seedLink(-1);
  const good = await seedLink();
  for (const token of [old.token, `${good.token.slice(0, -1)}_`, "", `${good.token}x`]) {
    const { location, cookie } = await confirm(token);
    expect([location, cookie]).toEqual(["/sign-in?error=link", null]);
  }
});

test("the table of links opens no door by itself", async () => {
  const { email } = await seedLink();
  const [row] = await authDb()
    .select()
    .from(verificationToken)
    .where(eq(verificationToken.identifier, email));
  expect((await confirm(row?.token ?? "")).cookie).toBeNull();
});

test("an unknown address gets the same answer, before anything depends on who it is, and no mail", async () => {
  await seedPerson({ email: "known@larkmoor.example" });
  const known = await askFor("known@larkmoor.example");
  const unknown = await askFor("stranger@larkmoor.example");
  const shape = ({ answer, deferred, beforeMail }: typeof known) => ({
    status: answer.status,
    headers: [...answer.headers].sort(),
    deferred,
    beforeMail,
  });
  expect(shape({ ...unknown, beforeMail: 0 })).toEqual(shape({ ...known, beforeMail: 0 }));
  expect(known.beforeMail).toBe(0);
  expect(mails).toHaveLength(1);
  const people = await authDb().select().from(user).where(eq(user.email, "stranger@larkmoor.example"));
  expect(people).toEqual([]);
});

test("an address with a line break, a list or a quote never reaches the mail server", async () => {
  await seedPerson({ email: "victim@larkmoor.example" });
  const bad = [
    "victim@larkmoor.example\r\nBcc: thief@evil.example",
    "victim@larkmoor.example\nSubject: hello",
    "victim@larkmoor.example,thief@evil.example",
    '"thief@evil.example"@larkmoor.example',
    "victim@larkmoor.example thief@evil.example",
    `${"a".repeat(300)}@larkmoor.example`,
    "victim＠larkmoor.example@evil.example",
    "\u0000victim@larkmoor.example",
    "",
  ];
  for (const email of bad) expect((await askFor(email)).location, email).toBe("/sign-in?error=address");
  expect(mails).toEqual([]);
});

test("the mail speaks the reader's own language", async () => {
  const id = await seedPerson({ email: "lin@larkmoor.example" });
  await authDb().update(user).set({ locale: "zh-CN" }).where(eq(user.id, id));
  await askFor("lin@larkmoor.example");
  expect(mails[0]?.mail.subject).toBe("您的 Oakline 登录链接");
});

test("a planted session cookie is not adopted, and another person's session ends", async () => {
  const stranger = await seedSession(await seedPerson());
  const { userId, token } = await seedLink();
  const planted = await confirm(token, { cookie: `oakline.session=${stranger}` });
  expect(planted.cookie).not.toBe(stranger);
  expect((await findPersonBySession(planted.cookie ?? "", new Date()))?.id).toBe(userId);
  expect(await findPersonBySession(stranger, new Date())).toBeNull();
});

test("signing in again leaves this browser one session and other browsers theirs", async () => {
  const { userId, token } = await seedLink();
  const [here, there] = [await seedSession(userId), await seedSession(userId)];
  const { cookie } = await confirm(token, { cookie: `oakline.session=${here}` });
  expect(await findPersonBySession(here, new Date())).toBeNull();
  for (const live of [there, cookie ?? ""])
    expect(await findPersonBySession(live, new Date())).not.toBeNull();
});

test("a forged host never gets into a link", async () => {
  await seedPerson({ email: "host@larkmoor.example" });
  await askFor("host@larkmoor.example", { host: "evil.example", "x-forwarded-host": "evil.example" });
  expect(mails[0]?.mail.text).toContain("http://localhost:3000/sign-in/confirm");
  expect(mails[0]?.mail.text).not.toContain("evil");
});

test("after sign-in the reader lands on a page of ours, wherever the link was bent to", async () => {
  for (const [next, landing] of [
    ["/t/x/orders?state=new", "/t/x/orders?state=new"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["/\t/evil.example", "/"],
  ]) {
    const { token } = await seedLink();
    expect((await confirm(token, {}, next)).location, next).toBe(landing);
  }
});

test("forms of other sites, other content and large bodies are refused", async () => {
  const { token } = await seedLink();
  const body = new URLSearchParams({ token }).toString();
  const refusals: [number, Given][] = [
    [403, { body, headers: { origin: "https://evil.example" } }],
    [403, { body, headers: { "sec-fetch-site": "cross-site" } }],
    [403, { body, headers: { "sec-fetch-site": "same-site" } }],
    [403, { body, headers: { origin: "null" } }],
    [415, { body, headers: { "content-type": "text/plain" } }],
    [413, { body: `${body}&x=${"x".repeat(20_000)}` }],
  ];
  for (const [status, given] of refusals) expect((await submit("confirm", given)).answer.status).toBe(status);
  expect((await confirm(token)).cookie).not.toBeNull();
});

test("next-auth's own doors are shut: nothing can be written into a session", async () => {
  const token = await seedSession(await seedPerson());
  const before = await authDb().select().from(session);
  for (const path of ["session", "signin/email", "callback/email?token=x", "signout", "csrf"]) {
    const body = JSON.stringify({ email: "boss@larkmoor.example", tenantId: "tn_x", role: "owner" });
    const headers = { cookie: `oakline.session=${token}`, "content-type": "application/json" };
    expect((await submit(path, { body, headers })).answer.status, path).toBe(404);
  }
  expect(await authDb().select().from(session)).toEqual(before);
});

test("too many links to one address are refused for everyone who asks, with the time to wait", async () => {
  for (let i = 0; i < signInLimits.address; i++) {
    const { location } = await askFor("busy@larkmoor.example", { "x-forwarded-for": `203.0.113.${i}` });
    expect(location).toBe("/sign-in/sent");
  }
  const { location } = await askFor("busy@larkmoor.example", { "x-forwarded-for": "198.51.100.1" });
  expect(location).toMatch(/^\/sign-in\?error=limit&minutes=1[45]$/);
  expect((await askFor("other@larkmoor.example")).location).toBe("/sign-in/sent");
});

test("one client cannot ask for many addresses, whatever it writes before its own", async () => {
  const ask = (i: number) =>
    askFor(`p${i}@larkmoor.example`, { "x-forwarded-for": `10.0.0.${i}, 203.0.113.9` });
  for (let i = 0; i < signInLimits.client; i++) expect((await ask(i)).location).toBe("/sign-in/sent");
  expect((await ask(99)).location).toMatch(/error=limit/);
});

test("ten wrong links lock a client out, and the right link waits unspent", async () => {
  const { token } = await seedLink();
  for (let i = 0; i < signInLimits.failure; i++) {
    expect((await confirm(`wrong${i}`)).location).toBe("/sign-in?error=link");
  }
  expect((await confirm(token)).location).toMatch(/error=limit/);
  expect((await confirm(token, { "x-forwarded-for": "198.51.100.2" })).cookie).not.toBeNull();
});

test("the counters hold no addresses", async () => {
  await askFor("secret@larkmoor.example");
  expect(JSON.stringify(await authDb().select().from(signInLimit))).not.toMatch(/secret|203\.0\.113/);
});

test("signing out ends the session and takes the cookie away", async () => {
  const token = await seedSession(await seedPerson());
  const { answer, location } = await submit("sign-out", { headers: { cookie: `oakline.session=${token}` } });
  expect(location).toBe("/sign-in");
  expect(answer.headers.getSetCookie()[0]).toMatch(/^oakline\.session=; .*Max-Age=0/);
  expect(await findPersonBySession(token, new Date())).toBeNull();
});
