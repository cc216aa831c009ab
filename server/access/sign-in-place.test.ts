import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { authDb } from "@/db/auth-door";
import { account, knownDevice, user } from "@/db/schema/auth";
import { invitation } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { seedPerson } from "@/db/testing/seed-person";
import { seedTenant } from "@/db/testing/seed-tenant";
import { randomToken, sha256 } from "@/server/platform/crypto";
import { type Id, newId } from "@/server/platform/ids";
import { createSignInLink } from "./create-sign-in-link";
import { createFirstOwnerLink } from "./first-owner";
import { listSessions } from "./manage-sessions";
import { findSession, sessionIdleMs } from "./session";
import { type Company, openCompany } from "./testing/company-sign-on";
import { codeAt, seedFactor } from "./testing/seed-factor";
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
afterEach(() => desk.forget());
afterAll(async () => {
  await desk.close();
  await company.close();
});

const baseUrl = "http://localhost:3000";
const inLondon = { "oakline-browser-zone": "Europe%2FLondon", "oakline-zone": "Asia%2FTokyo" };
const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";

async function signIn(userId: Id<"user">, from: Parameters<Desk["post"]>[2] = {}) {
  const link = await createSignInLink({ email: `${userId}@example.test`, baseUrl });
  return desk.post("confirm", { token: tokenOf(link) }, from);
}
async function seedInvitation() {
  const { tenantId } = await seedTenant();
  const token = randomToken();
  await inTenant(tenantId, (tx) =>
    tx.insert(invitation).values({
      ...{ tenantId, id: newId("invitation"), email: "ines@larkmoor.example", role: "viewer" as const },
      ...{ tokenHash: sha256(token), createdAt: new Date(), invitedByName: "Mara" },
      ...{ tenantName: "Larkmoor", tenantHue: 1, expiresAt: new Date(Date.now() + 60_000) },
    }),
  );
  return token;
}
/** What the list of the person who is signed in says of their one session. */
async function placeOf(cookies: Record<string, string>) {
  const found = await findSession(cookies["oakline.session"] ?? "", new Date());
  if (!found) throw new Error("nobody is signed in");
  const [row] = await listSessions(found.person.id, new Date());
  return { zone: row?.zone, address: row?.address };
}

describe("a session keeps the browser's own zone and the address we saw, however it came about:", () => {
  const london = { zone: "Europe/London", address: "203.0.113.7" };

  test("the first owner's link", async () => {
    const token = tokenOf(await createFirstOwnerLink({ baseUrl }));
    const fields = { token, name: "Mara", email: "mara@larkmoor.example", workspace: "Larkmoor" };
    expect(await placeOf((await desk.post("first-owner", fields, { cookies: inLondon })).cookies)).toEqual(
      london,
    );
  });

  test("a mailed link", async () => {
    expect(await placeOf((await signIn(await seedPerson(), { cookies: inLondon })).cookies)).toEqual(london);
  });

  test("the second factor, also where the first half was given elsewhere", async () => {
    const userId = await seedPerson();
    await seedFactor(userId);
    const half = await signIn(userId, { address: "198.51.100.9" });
    const cookies = { ...inLondon, "oakline.session": half.cookies["oakline.session"] ?? "" };
    const whole = await desk.post("code", { code: codeAt(new Date()) }, { cookies });
    expect(await placeOf(whole.cookies)).toEqual(london);
  });

  test("company sign-on", async () => {
    const userId = await seedPerson();
    await authDb()
      .insert(account)
      .values({ userId, type: "oidc", provider: "company", providerAccountId: "sub-1" });
    const left = await desk.post("company", {}, { cookies: inLondon });
    const url = /url=([^"]+)/.exec(left.body)?.[1]?.replaceAll("&#38;", "&") ?? "";
    const query = await company.visit(url, { sub: "sub-1" });
    const back = await desk.get(`callback/company${query}`, { cookies: { ...inLondon, ...left.cookies } });
    expect(await placeOf(back.cookies)).toEqual(london);
  });

  test("an invitation", async () => {
    const token = await seedInvitation();
    const joined = await desk.post("invitation", { token, name: "Ines" }, { cookies: inLondon });
    expect(await placeOf(joined.cookies)).toEqual(london);
  });
});

test.each([
  ["10,000 characters", "x".repeat(10_000)],
  ["a long path of known places", "Europe%2FLondon%2F".repeat(600)],
  ["markup", "%3Cscript%3E"],
  ["markup as it is", "<script>"],
  ["an unknown place", "Mars%2FOlympus"],
  ["an offset", "%2B08%3A00"],
  ["a broken escape", "%E0%A4%A"],
  ["a null character", "Europe%2FLondon%00"],
  ["nothing", ""],
])("a zone that is %s is not kept, and the sign-in is done", async (_name, value) => {
  const { cookies } = await signIn(await seedPerson(), { cookies: { "oakline-browser-zone": value } });
  expect(await placeOf(cookies)).toEqual({ zone: null, address: "203.0.113.7" });
});

test("a browser that says no zone has none, whatever zone the reader chose to read in", async () => {
  const { cookies } = await signIn(await seedPerson(), { cookies: { "oakline-zone": "Asia%2FTokyo" } });
  expect(await placeOf(cookies)).toEqual({ zone: null, address: "203.0.113.7" });
});

test("zone and address of a session move together: never one request's beside another's", async () => {
  const { cookies } = await signIn(await seedPerson(), { cookies: inLondon });
  const token = cookies["oakline.session"] ?? "";
  const later = new Date(Date.now() + sessionIdleMs / 2);
  await findSession(token, later, { address: "198.51.100.9", device: null, zone: null });
  expect(await placeOf(cookies)).toEqual({ zone: null, address: "198.51.100.9" });
});

test("the mail about a new browser says its zone by place, in the reader's language, and who said so", async () => {
  const userId = await seedPerson();
  await authDb().insert(knownDevice).values({
    userId,
    deviceHash: "another",
    label: "",
    firstSeenAt: new Date(),
    lastSeenAt: new Date(),
  });
  await authDb().update(user).set({ locale: "zh-CN" }).where(eq(user.id, userId));
  await signIn(userId, { cookies: inLondon });
  expect(desk.mails[0]?.mail.text).toContain("时区（由浏览器告知）：伦敦");
  expect(desk.mails[0]?.mail.text).toContain("来源地址：203.0.113.7");
});
