import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { noteCases } from "@/db/testing/note-cases";
import { openOutsiders, openSession } from "@/db/testing/open-instance";
import { callApi } from "../fixtures/api";
import { jun, mara } from "../fixtures/people";

// Every route of app/, asked for by nobody, by a stranger and by another tenant's owner, in every form that Next answers.

const pages = routesOf("app", "page.tsx");
const handlers = routesOf("app", "route.ts");

/** Addresses as the folders spell them: groups left out, places for ids in brackets. */
function routesOf(root: string, file: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path === file || path.endsWith(`/${file}`))
    .map((path) => `/${path.slice(0, -file.length)}`.replaceAll(/\/\([^)]*\)/g, "").replace(/\/$/, "") || "/")
    .sort();
}

const headersOf = (token: string | null): Record<string, string> =>
  token ? { cookie: `oakline.session=${token}` } : {};

/** Every id of the victim that stands in an address, and words that only its pages hold. */
type Victim = { ids: Record<string, string>; marks: string[] };

async function readVictim(request: APIRequestContext, tenant: string): Promise<Victim> {
  type Row = { id: string; label: string; number: string };
  const list = async (procedure: string, more = {}) =>
    (await callApi(request, procedure, { input: { tenant, ...more } })) as Row[] & { rows: Row[] };
  const connections = await list("connections.list");
  const { rows } = await list("orders.list", { filter: {}, limit: 5 });
  const [order] = rows;
  const [connection] = connections;
  if (!order || !connection) throw new Error("the victim has no order yet");
  return {
    ids: {
      tenant,
      order: order.id,
      connection: connection.id,
      app: "ap_00000000000000000000000000",
      "...missing": "nowhere/at-all",
    },
    marks: [order.number, ...connections.map(({ label }) => label), "Larkmoor Kitchen", mara.email],
  };
}

let victim: Victim;
let attackers: Record<string, string | null>;
let ownTenant: string;
test.beforeAll(async ({ playwright, baseURL }) => {
  const as = async (email: string) =>
    playwright.request.newContext({ baseURL, extraHTTPHeaders: headersOf(await openSession(email)) });
  const [owner, stranger] = [await as(mara.email), await as(jun.email)];
  type Tenants = { id: string; role: string }[];
  const tenants = async (of: APIRequestContext) =>
    (await callApi(of, "session.tenants", { input: {} })) as Tenants;
  const own = (await tenants(owner)).find(({ role }) => role === "owner");
  ownTenant = (await tenants(stranger))[0]?.id ?? "";
  await expect
    .poll(
      async () =>
        readVictim(owner, own?.id ?? "").then(
          () => true,
          () => false,
        ),
      { timeout: 40_000 },
    )
    .toBe(true);
  victim = await readVictim(owner, own?.id ?? "");
  attackers = {
    ...{ nobody: null, forged: "forged", "another owner": await openSession(jun.email) },
    ...(await openOutsiders(victim.ids.tenant ?? "")),
  };
  await Promise.all([owner.dispose(), stranger.dispose()]);
});

/** The route with ids in it: whose tenant, and whose rows. */
function fill(route: string, ids: Record<string, string>): string {
  return route.replaceAll(/\[([^\]]+)\]/g, (_, name: string) => {
    const id = ids[name];
    if (!id) throw new Error(`no id for [${name}] of ${route}: name one in this test`);
    return id;
  });
}

const disguises: Record<string, Record<string, string>> = {
  plain: {},
  flight: { rsc: "1" },
  prefetch: { rsc: "1", "next-router-prefetch": "1" },
  segment: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
  "as the proxy": { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
  "as middleware": { "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware" },
  "next data": { "x-nextjs-data": "1" },
  "as itself": { "x-middleware-next": "1", "x-matched-path": "/t/[tenant]", "x-invoke-path": "/t" },
};
const suffixes = ["", ".rsc", ".segments/_tree.segment.rsc", ".segments/t/__PAGE__.segment.rsc", ".json"];

test("no page gives a byte of another tenant, whoever asks and in whatever form", async ({ request }) => {
  test.setTimeout(180_000);
  const workspace = pages.filter((route) => route.includes("[tenant]"));
  expect(workspace.length).toBeGreaterThan(5);
  for (const route of workspace) {
    let tried = 0;
    const addresses = [fill(route, victim.ids), fill(route, { ...victim.ids, tenant: ownTenant })];
    for (const [who, token] of Object.entries(attackers)) {
      for (const [disguise, extra] of Object.entries(disguises)) {
        for (const suffix of disguise === "plain" || disguise === "flight" ? suffixes : [""]) {
          // the stranger's own workspace is theirs to see; only its rows of others are not
          for (const path of token === null ? addresses.slice(0, 1) : addresses) {
            const headers = { ...headersOf(token), ...extra };
            const answer = await request.get(`${path}${suffix}`, { headers, maxRedirects: 0 });
            const label = `${who}, ${disguise}: ${path}${suffix}`;
            const text = await answer.text();
            expect(answer.status(), label).toBeLessThan(500);
            // Mara is a member of the stranger's workspace too: there she stands among its people
            const marks = victim.marks.filter((mark) => mark !== mara.email || !path.includes(ownTenant));
            for (const mark of marks) expect(text.includes(mark), `${label} tells ${mark}`).toBe(false);
            tried += 1;
          }
        }
      }
    }
    expect(tried, route).toBeGreaterThan(60);
    noteCases("page", route, tried);
  }
});

test("no export gives a byte of another tenant, whoever asks and in whatever form", async ({ request }) => {
  const shape = { format: "csv", scope: "all", locale: "en", zone: "UTC", columns: [], filter: {} };
  for (const list of ["orders", "audit", "members"]) {
    const input = JSON.stringify({ ...shape, sort: [{ by: "due", direction: "asc" }] });
    const query = new URLSearchParams({ tenant: victim.ids.tenant ?? "", input });
    for (const [who, token] of Object.entries(attackers)) {
      for (const [disguise, extra] of Object.entries(disguises)) {
        const headers = { ...headersOf(token), ...extra };
        const answer = await request.get(`/api/export/${list}?${query}`, { headers, maxRedirects: 0 });
        const label = `${who}, ${disguise}, ${list}`;
        const said = [answer.status(), await answer.text()];
        // what poses as a flight is sent to its own address again, with nothing in the answer
        if (extra.rsc && said[0] === 307) expect(said, label).toEqual([307, ""]);
        else {
          expect(said, label).toEqual(
            token !== null && token !== "forged" ? [404, "NOT_FOUND\n"] : [401, "UNAUTHENTICATED\n"],
          );
        }
      }
    }
    noteCases(
      "handler",
      `/api/export/${list}`,
      Object.keys(attackers).length * Object.keys(disguises).length,
    );
    const foreign = { ...headersOf(attackers["another owner"] ?? null), "sec-fetch-site": "cross-site" };
    expect((await request.get(`/api/export/${list}?${query}`, { headers: foreign })).status()).toBe(403);
  }
});

test("a foreign and an unknown workspace, order and account look alike", async ({ request }) => {
  const headers = headersOf(attackers["another owner"] ?? null);
  const unknown = { tenant: "tn_06em8h0000000000000000000z", order: "po_06em8h0000000000000000000z" };
  const others = {
    connection: "cn_06em8h0000000000000000000z",
    app: "ap_06em8h0000000000000000000z",
    "...missing": "nowhere/at-all",
  };
  const ask = async (path: string) => {
    const answer = await request.get(path, { headers, maxRedirects: 0 });
    // what differs from one answer to the next, whatever was asked
    const text = (await answer.text()).replaceAll(/nonce[\\"=:]+[0-9a-f]+|(po|cn|tn|ap)_[0-9a-z]{26}/g, "");
    return [
      answer.status(),
      text.includes("Nothing here"),
      text.includes("You have no access to this workspace"),
    ];
  };
  for (const route of pages.filter((one) => one.includes("[tenant]"))) {
    const foreign = await ask(fill(route, victim.ids));
    expect(foreign, route).toEqual(await ask(fill(route, { ...unknown, ...others })));
    if (!/\[(order|connection|app)\]/.test(route)) continue;
    const mixed = await ask(fill(route, { ...victim.ids, tenant: ownTenant }));
    expect(mixed, route).toEqual(await ask(fill(route, { ...unknown, ...others, tenant: ownTenant })));
  }
});

test("no page takes a body, and no form of another site is taken anywhere", async ({ request, baseURL }) => {
  const origin = new URL(baseURL ?? "").origin;
  const action = { "next-action": "40eb30e155f166915ca86699949f5a613dc19274fe" };
  for (const route of pages) {
    const path = fill(route, victim.ids);
    const senders: Record<string, string>[] = [
      { origin },
      { origin, ...action },
      action,
      { origin: "https://evil.example" },
    ];
    for (const headers of senders) {
      for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
        const answer = await request.fetch(path, { method, headers, data: '["$K1"', maxRedirects: 0 });
        expect(answer.status(), `${method} ${path}`).toBe(405);
      }
    }
    noteCases("page", route, senders.length * 4);
  }
  for (const route of handlers) {
    const path = fill(route, {
      ...victim.ids,
      "...nextauth": "confirm",
      trpc: "session.signOut",
      list: "orders",
    });
    const strangers: Record<string, string>[] = [{ origin: "https://evil.example" }, { origin: "null" }, {}];
    for (const foreign of strangers) {
      const form = { locale: "zh-CN", token: "x" };
      const answer = await request.post(path, { headers: foreign, form, maxRedirects: 0 });
      expect([403, 404, 405], `${path} ${JSON.stringify(foreign)}`).toContain(answer.status());
      expect(answer.headers()["set-cookie"]).toBeUndefined();
    }
    noteCases("handler", route, strangers.length);
  }
});

test("strange addresses of the API are answered by a code", async ({ request }) => {
  const names = ["__proto__", "constructor", "toString", "session", "session.me.__proto__", "%00", "a%00b"];
  const long = "x".repeat(3000);
  const batch = `${Array.from({ length: 21 }, () => "session.me").join(",")}?batch=1`;
  const more = [
    "session.me?connectionParams=1",
    "session.me?batch=1&input=%00",
    "session.signOut",
    long,
    batch,
  ];
  for (const path of [...names, ...more]) {
    const answer = await request.get(`/api/trpc/${path}`);
    expect([400, 401, 404], path).toContain(answer.status());
    expect(await answer.text(), path).toMatch(/"code":"(NOT_FOUND|UNAUTHENTICATED|INVALID)"/);
  }
});

test("a body that no program of ours writes is bad input, and is told so", async ({ request, baseURL }) => {
  const headers = {
    ...headersOf(attackers["another owner"] ?? null),
    origin: new URL(baseURL ?? "").origin,
    "content-type": "application/json",
  };
  const bodies = [
    '{"theme":{"$date":"dark"}}',
    '{"zone":{"$date":"2026-03-01T08:00:00Z"}}',
    '{"__proto__":{"theme":"dark"},"theme":7}',
    '{"zone":"UTC\\u0000"}',
    `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
    "{",
  ];
  for (const data of bodies) {
    const answer = await request.post("/api/trpc/session.updateProfile", { headers, data });
    expect([answer.status(), (await answer.json()).error.data.code], data.slice(0, 60)).toEqual([
      400,
      "INVALID",
    ]);
  }
});

test("Amazon's redirect with anything but our own state leads on, and stores nothing", async ({
  request,
}) => {
  const ask = async (query: string, token: string | null) => {
    const answer = await request.get(`/api/acorn/callback?${query}`, {
      headers: headersOf(token),
      maxRedirects: 0,
    });
    expect(answer.headers()["referrer-policy"], query).toBe("no-referrer");
    return [answer.status(), answer.headers().location];
  };
  const long = "A".repeat(64);
  for (const query of [
    "",
    "state=%00",
    `state=${long}&error=%00`,
    "state=a&state=b",
    `state=${"x".repeat(5000)}`,
  ]) {
    expect(await ask(query, null), query).toEqual([303, "/sign-in"]);
    expect(await ask(query, attackers["another owner"] ?? null), query).toEqual([
      303,
      "/?refused=state-unknown",
    ]);
  }
});

test("a consent that one person began ends for nobody else, once only, and says why in the reader's language", async ({
  request,
  baseURL,
}) => {
  const origin = new URL(baseURL ?? "").origin;
  const session = await openSession(mara.email);
  const { tenant = "" } = victim.ids;
  const input = { tenant, country: "CA", environment: "production", app: null };
  const begun = await request.post("/api/trpc/connections.beginConsent", {
    headers: { ...headersOf(session), origin },
    data: input,
  });
  const { url } = (await begun.json()).result.data;
  const state = new URL(url).searchParams.get("state") ?? "";
  const query = new URLSearchParams({
    state,
    spapi_oauth_code: "forged",
    selling_partner_id: "amzn1.vg.7001003",
  });
  const end = async (token: string | null) => {
    const address = `/api/acorn/callback?${query}`;
    const answer = await request.get(address, { headers: headersOf(token), maxRedirects: 0 });
    return answer.headers().location ?? "";
  };
  const page = `/t/${tenant}/connections?refused=`;
  expect(await end(null)).toBe("/sign-in");
  expect(await end(attackers["another owner"] ?? null)).toBe("/?refused=state-unknown");
  expect(await end(await openSession(mara.email))).toBe(`${page}state-session`);
  expect(await end(session)).toBe(`${page}code-refused`);
  expect(await end(session)).toBe(`${page}state-used`);
  for (const locale of ["en", "zh-CN"]) {
    const file = join("components/i18n/messages", locale, "connections.json");
    const words: string = JSON.parse(readFileSync(file, "utf8")).refused["state-used"];
    const cookie = `oakline.session=${session}; oakline-locale=${locale}`;
    const shown = await request.get(`${page}state-used`, { headers: { cookie } });
    expect(await shown.text(), locale).toContain(words);
  }
});

test("a link leads to no other site, however its path is written", async ({ request, baseURL }) => {
  const origin = new URL(baseURL ?? "").origin;
  for (const next of [
    "//evil.example",
    "/..//evil.example",
    "/.//evil.example",
    "/\\evil.example",
    "https://evil.example",
  ]) {
    const answer = await request.post("/preferences", {
      headers: { origin },
      form: { locale: "en", next },
      maxRedirects: 0,
    });
    expect([answer.status(), answer.headers().location], next).toEqual([303, "/"]);
  }
});
