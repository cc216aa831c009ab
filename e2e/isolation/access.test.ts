import { request as openHttp } from "node:http";
import { expect, test } from "@playwright/test";
import { openSession } from "@/db/testing/open-instance";
import { callApi } from "../fixtures/api";
import { jun } from "../fixtures/people";
import { visit } from "../fixtures/settle";

const forms = [
  "/api/auth/request-link",
  "/api/auth/confirm",
  "/api/auth/first-owner",
  "/api/auth/invitation",
  "/api/auth/sign-out",
  "/api/auth/code",
  "/api/auth/enrol",
  "/api/auth/codes-kept",
  "/api/auth/mail-unlock",
  "/api/auth/unlock",
  "/api/auth/confirm-address",
  "/api/auth/company",
  "/api/auth/link-company",
] as const;
const pages = [
  "/",
  "/t",
  "/t/tn_00000000000000000000000000",
  "/t/tn_00000000000000000000000000/orders",
  "/t/x",
];

/** The bare status, with a Host that no browser would send to this address. */
function statusWithHost(baseURL: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = openHttp(new URL(path, baseURL), { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    call.on("error", reject).end();
  });
}

test("a request for another host is refused, whichever header names it", async ({ baseURL }) => {
  const own = new URL(baseURL ?? "");
  for (const path of ["/sign-in", "/api/health", "/api/trpc/session.me", "/icon.svg"]) {
    expect(await statusWithHost(own.href, path, { host: "evil.example" }), path).toBe(421);
    const forwarded = { host: own.host, "x-forwarded-host": "evil.example" };
    expect(await statusWithHost(own.href, path, forwarded), path).toBe(421);
  }
});

test("pages carry the headers that keep strangers' scripts and frames out", async ({ request }) => {
  const answers = [await request.get("/sign-in"), await request.get("/sign-in")];
  const policies = answers.map((answer) => answer.headers()["content-security-policy"] ?? "");
  for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "'strict-dynamic'"]) {
    expect(policies[0]).toContain(part);
  }
  const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1]);
  expect(nonces[0]).toBeTruthy();
  expect(nonces[0]).not.toBe(nonces[1]);
  const html = (await answers[0]?.text()) ?? "";
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonces[0]}"`);
  const headers = answers[0]?.headers() ?? {};
  expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
  expect(headers["permissions-policy"]).toContain("camera=()");
  expect(headers["x-powered-by"]).toBeUndefined();
});

test("the sign-in page runs without a breach of its own policy", async ({ page }) => {
  const breaches: string[] = [];
  page.on("console", (line) => {
    if (/Content Security Policy/i.test(line.text())) breaches.push(line.text());
  });
  await visit(page, "/sign-in");
  await expect(page.getByRole("textbox")).toBeFocused();
  expect(breaches).toEqual([]);
});

test("without a session no page, segment or flight answer says anything of a tenant", async ({ request }) => {
  const forged: Record<string, string>[] = [
    {},
    { rsc: "1", "next-router-prefetch": "1" },
    { rsc: "1", "next-router-segment-prefetch": "/_tree" },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { cookie: "oakline.session=forged" },
  ];
  for (const path of pages) {
    for (const suffix of ["", ".rsc", ".segments/_tree.segment.rsc"]) {
      for (const headers of forged) {
        const answer = await request.get(`${path}${suffix}`, { headers, maxRedirects: 0 });
        expect(answer.status(), `${path}${suffix}`).toBeLessThan(500);
        expect(await answer.text(), `${path}${suffix}`).not.toMatch(/data-tenant|"role":"(owner|viewer)"/);
      }
    }
  }
});

test("the API answers strangers with a code and nothing else", async ({ request }) => {
  const answer = await request.get("/api/trpc/session.me");
  expect(answer.status()).toBe(401);
  expect(answer.headers()["cache-control"]).toContain("no-store");
  const { error } = await answer.json();
  expect(error.data).toMatchObject({ code: "UNAUTHENTICATED", violations: [] });
  expect(error.data.requestId).toBe(answer.headers()["x-request-id"]);
  expect(JSON.stringify(error)).not.toContain("stack");
});

test("the API takes changes as JSON from our own pages only", async ({ request, baseURL }) => {
  const call = (headers: Record<string, string>, data: string) =>
    request.post("/api/trpc/session.signOut", { headers, data });
  const origin = new URL(baseURL ?? "").origin;
  const json = { "content-type": "application/json" };
  expect((await call({ origin, "content-type": "text/plain" }, "{}")).status()).toBe(415);
  expect((await call({ ...json, origin: "https://evil.example" }, "{}")).status()).toBe(403);
  expect((await call({ ...json, origin, "sec-fetch-site": "cross-site" }, "{}")).status()).toBe(403);
  expect((await call({ ...json }, "{}")).status()).toBe(403);
  expect((await call({ ...json, origin }, "x".repeat(1_100_000))).status()).toBe(413);
  expect((await call({ ...json, origin }, "{}")).status()).toBe(401);
});

test("what is written to the session by hand changes nothing", async ({ request, baseURL }) => {
  const origin = new URL(baseURL ?? "").origin;
  const data = { email: "boss@larkmoor.example", tenantId: "tn_x", role: "owner" };
  const answer = await request.post("/api/auth/session", { headers: { origin }, data });
  expect(answer.status()).toBe(404);
  expect(answer.headers()["set-cookie"]).toBeUndefined();
  expect((await request.get("/api/trpc/session.me")).status()).toBe(401);
});

test("a live session takes no address, workspace or role that is written to it", async ({
  playwright,
  baseURL,
}) => {
  const cookie = `oakline.session=${await openSession(jun.email)}`;
  const browser = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { cookie } });
  const origin = new URL(baseURL ?? "").origin;
  const read = async () => [
    await callApi(browser, "session.me", { input: {} }),
    await callApi(browser, "session.tenants", { input: {} }),
  ];
  const before = await read();
  const data = {
    email: "boss@larkmoor.example",
    userId: "us_x",
    tenantId: "tn_x",
    role: "owner",
    factorAt: 0,
  };
  for (const path of ["/api/auth/session", "/api/auth/session?update", "/api/auth/callback/session"]) {
    for (const method of ["POST", "PUT", "PATCH"]) {
      const answer = await browser.fetch(path, { method, headers: { origin }, data });
      expect([404, 405, 415], `${method} ${path}`).toContain(answer.status());
      expect(answer.headers()["set-cookie"], path).toBeUndefined();
    }
  }
  expect(await read()).toEqual(before);
  await browser.dispose();
});

test("a scanner that opens every link does nothing", async ({ request }) => {
  for (const path of forms) expect((await request.get(path)).status(), path).toBe(405);
});

test("a known and an unknown address lead to the same page", async ({ request, baseURL }) => {
  const origin = new URL(baseURL ?? "").origin;
  const ask = (email: string) =>
    request.post("/api/auth/request-link", { headers: { origin }, form: { email }, maxRedirects: 0 });
  const answer = await ask(`stranger-${Date.now()}@larkmoor.example`);
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toBe("/sign-in/sent");
  const broken = await ask("x@larkmoor.example\r\nBcc: y@evil.example");
  expect(broken.headers().location).toBe("/sign-in?error=address");
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("language and theme can be chosen, and a link asked for", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "简体中文" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await page.getByRole("textbox").fill(`nobody-${Date.now()}@larkmoor.example`);
    await page.getByRole("button", { name: "发送链接" }).click();
    await expect(page).toHaveURL(/\/sign-in\/sent$/);
  });
});
