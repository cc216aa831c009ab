import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { authDb } from "@/db/auth-door";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { user, verificationToken } from "@/db/schema/auth";
import { member, tenant } from "@/db/schema/tenants";
import { asPerson } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { createFirstOwnerLink } from "@/server/access/first-owner";
import { handleAuth } from "@/server/access/handle-auth";
import { findPersonBySession } from "@/server/access/session";
import { acceptInvitation } from "@/server/modules/members/accept-invitation";
import { createTenant } from "./create-tenant";

const appUrl = "http://localhost:3000";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

const owner = { name: "Mara Osei", email: "Mara@Larkmoor.example", workspace: "Larkmoor Kitchen" };
async function submit(path: string, fields: Record<string, string>, make = createTenant) {
  const headers = { origin: appUrl, "content-type": "application/x-www-form-urlencoded" };
  const request = new Request(`${appUrl}/api/auth/${path}`, {
    method: "POST",
    headers,
    body: new URLSearchParams(fields),
  });
  const answer = await handleAuth(request, { defer: () => undefined, createTenant: make, acceptInvitation });
  const cookie = /^oakline\.session=([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? "")?.[1] ?? null;
  return { cookie, location: answer.headers.get("location") };
}
const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";

test("a claim that fails half way leaves no person, and the link still works", async () => {
  const token = tokenOf(await createFirstOwnerLink({ baseUrl: appUrl }));
  const broken = submit("first-owner", { token, ...owner }, () => Promise.reject(new Error("disk full")));
  await expect(broken).rejects.toThrow("disk full");
  expect(await authDb().select().from(user)).toEqual([]);
  expect(await authDb().select().from(verificationToken)).toHaveLength(1);
});

test.each(["Mara\0", "Mara\r\nBcc: x@larkmoor.example", "\u2028", "x".repeat(300)])(
  "a name that nobody has makes nothing and leaves the link good",
  async (name) => {
    const token = tokenOf(await createFirstOwnerLink({ baseUrl: appUrl }));
    for (const fields of [{ name }, { workspace: name }, { email: name }]) {
      const { location } = await submit("first-owner", { token, ...owner, ...fields });
      expect(location).toBe(`/sign-in/first-owner?token=${token}&error=invalid`);
    }
    expect(await authDb().select().from(user)).toEqual([]);
    expect(await authDb().select().from(verificationToken)).toHaveLength(1);
  },
);

test("the first owner's link makes one person and one workspace, once, and only while nobody exists", async () => {
  const replaced = tokenOf(await createFirstOwnerLink({ baseUrl: appUrl }));
  const token = tokenOf(await createFirstOwnerLink({ baseUrl: appUrl }));
  expect((await submit("confirm", { token })).cookie).toBeNull();

  const claim = (given: object) => submit("first-owner", { token, ...owner, ...given });
  expect((await claim({ token: replaced })).cookie).toBeNull();
  expect((await claim({ workspace: " " })).location).toContain("error=invalid");
  const answers = await Promise.all([claim({}), claim({})]);
  const cookies = answers.flatMap(({ cookie }) => cookie ?? []);
  expect(cookies).toHaveLength(1);
  const person = await findPersonBySession(cookies[0] ?? "", new Date());
  expect(person).toMatchObject({ email: "mara@larkmoor.example", name: "Mara Osei" });
  if (!person) return;
  const places = await asPerson(person.id, (tx) =>
    tx
      .select({ role: member.role, name: tenant.name })
      .from(member)
      .innerJoin(tenant, eq(tenant.id, member.tenantId)),
  );
  expect(places).toEqual([{ role: "owner", name: "Larkmoor Kitchen" }]);
  await expect(createFirstOwnerLink({ baseUrl: appUrl })).rejects.toMatchObject({ code: "PRECONDITION" });
});
