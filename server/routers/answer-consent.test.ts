import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connection } from "@/db/schema/connections";
import { audit } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { seedMember, seedPerson, seedSession } from "@/db/testing/seed-person";
import { openRequest } from "@/server/access/request-scope";
import { beginConsent } from "@/server/modules/connections/begin-consent";
import {
  approve,
  log,
  openTenant,
  openWorld,
  type Tenant,
  type World,
} from "@/server/modules/connections/testing/connected-tenant";
import { publicId } from "@/server/platform/ids";
import { answerConsent, sessionHashOf } from "./answer-consent";

let world: World;
let tenant: Tenant;
let session: string;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  tenant = await openTenant();
  session = await seedSession(tenant.ownerId);
});

const scopeOf = (sessionToken: string | null) => openRequest({ requestId: "req", sessionToken, log });
const path = (query: string, of = tenant) => `/t/${publicId("tenant", of.tenantId)}/connections?${query}`;

async function consented(): Promise<URLSearchParams> {
  const { url } = await beginConsent(
    tenant.owner,
    { country: "US", environment: "production", appId: null },
    { sessionHash: sessionHashOf(scopeOf(session)), settings: world.settings },
  );
  const { state, code, sellingPartnerId } = await approve(url);
  return new URLSearchParams({
    state,
    spapi_oauth_code: code ?? "",
    selling_partner_id: sellingPartnerId ?? "",
  });
}

async function answer(query: URLSearchParams, sessionToken: string | null = session) {
  const response = await answerConsent(query, scopeOf(sessionToken), world.settings);
  expect(response.status).toBe(303);
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const location = response.headers.get("location") ?? "";
  expect(location).not.toContain(query.get("spapi_oauth_code") || "spapi_oauth_code");
  return location;
}

const connections = () => inTenant(tenant.tenantId, (tx) => tx.select().from(connection));

test("leads to the connections page of the tenant that the consent was begun in", async () => {
  const location = await answer(await consented());
  const [made] = await connections();
  expect(location).toBe(path(`connected=${made ? publicId("connection", made.id) : ""}`));
});

test("says on that page why it was refused", async () => {
  const query = await consented();
  query.set("selling_partner_id", "A2SELLER");
  expect(await answer(query)).toBe(path("refused=seller-account"));
});

test("leads a stranger to sign-in, and a member of nothing to the start page", async () => {
  const query = await consented();
  expect(await answer(query, null)).toBe("/sign-in");
  expect(await answer(query, await seedSession(await seedPerson()))).toBe("/?refused=state-unknown");
  expect(await connections()).toEqual([]);
});

test("another member of the same tenant cannot end it, with or without the right to connect", async () => {
  const query = await consented();
  for (const [role, reason] of [
    ["admin", "state-session"],
    ["viewer", "not-allowed"],
  ] as const) {
    const userId = await seedPerson();
    await seedMember(tenant.tenantId, userId, role);
    expect(await answer(query, await seedSession(userId))).toBe(path(`refused=${reason}`));
  }
  const rows = await inTenant(tenant.tenantId, (tx) => tx.select().from(audit));
  const denied = rows.filter((row) => row.outcome === "denied").map((row) => row.after?.reason);
  expect(denied.sort()).toEqual(["not-allowed", "state-session"]);
  expect(await answer(query)).toContain("connected=");
});

test.each([
  ["nothing", ""],
  ["junk", "state=%00%ff&spapi_oauth_code=x"],
  ["a long state", `state=${"x".repeat(20_000)}`],
])("%s leads to the start page", async (_name, query) => {
  expect(await answer(new URLSearchParams(query))).toBe("/?refused=state-unknown");
});
