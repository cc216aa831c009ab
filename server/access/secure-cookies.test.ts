import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedPerson } from "@/db/testing/seed-person";
import { newId } from "@/server/platform/ids";
import { createSignInLink } from "./create-sign-in-link";
import { handleAuth } from "./handle-auth";

const appUrl = "https://vendors.example";

let database: TestDatabase;
beforeAll(async () => {
  vi.stubEnv("APP_URL", appUrl);
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

function submit(path: string, fields: Record<string, string>): Promise<Response> {
  const headers = { origin: appUrl, "content-type": "application/x-www-form-urlencoded" };
  // as it arrives behind a proxy that ends TLS
  const url = `http://10.0.0.5:3000/api/auth/${path}`;
  const request = new Request(url, { method: "POST", headers, body: new URLSearchParams(fields) });
  return handleAuth(request, {
    defer: () => undefined,
    createTenant: async () => null,
    acceptInvitation: async () => newId("tenant"),
  });
}

test("over TLS the session cookie is bound to this host and never travels in the clear", async () => {
  const email = `${await seedPerson()}@example.test`;
  const link = new URL(await createSignInLink({ email, baseUrl: appUrl }));
  const answer = await submit("confirm", { token: link.searchParams.get("token") ?? "" });
  const [cookie = "", device = "", ...others] = answer.headers.getSetCookie();
  expect(others).toEqual([]);
  expect(cookie).toMatch(/^__Host-oakline\.session=[\w-]{43};/);
  expect(device).toMatch(/^__Host-oakline\.device=[\w-]{43};/);
  for (const line of [cookie, device]) {
    for (const part of [/; Path=\/(;|$)/, /; HttpOnly/, /; Secure/, /; SameSite=Lax/])
      expect(line).toMatch(part);
    expect(line).not.toMatch(/Domain/i);
  }

  const [ended = ""] = (await submit("sign-out", {})).headers.getSetCookie();
  expect(ended).toMatch(/^__Host-oakline\.session=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0; Secure$/);
});
