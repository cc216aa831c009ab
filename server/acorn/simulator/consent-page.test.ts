import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Simulator } from "./create-simulator";
import { platformApp, privateApp, simulatorEndpoints } from "./defaults";
import { askToken, groupIds, startForTest, testNow } from "./start-for-test";

const redirectUri = "http://localhost:3999/api/acorn/callback";
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startForTest();
  simulator.control.addRedirectUris(platformApp.clientId, [redirectUri]);
});
afterAll(() => simulator.stop());
beforeEach(() => simulator.control.clock.set(testNow));

const asked = {
  application_id: platformApp.applicationId,
  state: "s<1>&",
  redirect_uri: redirectUri,
  version: "beta",
};
const consentUrl = (country: string) =>
  simulatorEndpoints(simulator.url).consentTemplate.replace("{country}", country);
const show = (country: string, query: Record<string, string>) =>
  fetch(`${consentUrl(country)}?${new URLSearchParams(query)}`);
const decide = (form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(consentUrl("DE"), {
    method: "POST",
    body: new URLSearchParams({ ...asked, ...form }),
    headers,
    redirect: "manual",
  });

async function approve(): Promise<URL> {
  const answer = await decide({ decision: "approve", vendor_group: groupIds.de });
  expect(answer.status).toBe(303);
  return new URL(answer.headers.get("location") ?? "");
}
const exchange = (code: string, more: Record<string, string> = {}) =>
  askToken(simulator, {
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    client_id: platformApp.clientId,
    client_secret: platformApp.clientSecret,
    ...more,
  });

describe("consent page", () => {
  test("offers the accounts of the country with their vendor codes, and two named buttons", async () => {
    const answer = await show("DE", asked);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    for (const text of [
      "Kessel &amp; Kelle",
      "KESK1, KESK2",
      groupIds.de,
      ">Approve<",
      ">Cancel<",
      "s&lt;1&gt;&amp;",
    ])
      expect(html).toContain(text);
    expect(html).not.toContain(groupIds.us);
    expect(html).not.toMatch(/src=|href=|<script/);
    expect(answer.headers.get("content-security-policy")).toContain(
      "form-action 'self' http://localhost:3999",
    );
    expect((await show("GB", asked)).status).toBe(200);
  });

  test("Approve returns state, account and a code that works once", async () => {
    const back = await approve();
    expect(back.origin + back.pathname).toBe(redirectUri);
    expect(back.searchParams.get("state")).toBe("s<1>&");
    expect(back.searchParams.get("selling_partner_id")).toBe(groupIds.de);
    const code = back.searchParams.get("spapi_oauth_code") ?? "";
    const first = await exchange(code);
    expect([first.status, first.body.expires_in]).toEqual([200, 3600]);
    expect(await exchange(code)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    const form = { grant_type: "refresh_token", refresh_token: String(first.body.refresh_token) };
    const ids = { client_id: platformApp.clientId, client_secret: platformApp.clientSecret };
    expect((await askToken(simulator, { ...form, ...ids })).status).toBe(200);
  });

  test("a code lives five minutes, for its client and redirect URI only", async () => {
    const code = async () => (await approve()).searchParams.get("spapi_oauth_code") ?? "";
    expect(
      (await exchange(await code(), { redirect_uri: "http://localhost:3000/api/acorn/callback" })).status,
    ).toBe(400);
    const other = { client_id: privateApp.clientId, client_secret: privateApp.clientSecret };
    expect((await exchange(await code(), other)).status).toBe(400);
    const late = await code();
    simulator.control.clock.jump(5 * 60_000);
    expect((await exchange(late)).status).toBe(400);
    simulator.control.clock.jump(-1_000);
    expect((await exchange(late)).status).toBe(200);
  });

  test("Cancel returns access_denied without a code", async () => {
    const answer = await decide({ decision: "cancel" });
    const back = new URL(answer.headers.get("location") ?? "");
    expect([
      back.searchParams.get("error"),
      back.searchParams.get("state"),
      back.searchParams.get("spapi_oauth_code"),
    ]).toEqual(["access_denied", "s<1>&", null]);
  });

  test("MD5101 for a redirect URI that is not registered, MD1000 for an unknown, private or draft application", async () => {
    const code = async (query: Record<string, string>) => {
      const answer = await show("DE", query);
      expect(answer.status).toBe(400);
      return /MD\d{4}/.exec(await answer.text())?.[0];
    };
    expect(await code({ ...asked, redirect_uri: "http://evil.example/" })).toBe("MD5101");
    expect(await code({ ...asked, redirect_uri: `${redirectUri}/` })).toBe("MD5101");
    expect(await code({ ...asked, application_id: "amzn1.sellerapps.app.unknown" })).toBe("MD1000");
    expect(await code({ ...asked, application_id: privateApp.applicationId })).toBe("MD1000");
    const draft = {
      ...platformApp,
      clientId: "draft",
      applicationId: "amzn1.sellerapps.app.draft",
      isDraft: true,
      redirectUris: [redirectUri],
    };
    simulator.control.registerApp(draft);
    const { version: _, ...unversioned } = { ...asked, application_id: draft.applicationId };
    expect(await code(unversioned)).toBe("MD1000");
    expect((await show("DE", { ...unversioned, version: "beta" })).status).toBe(200);
  });

  test("an account of another country cannot be chosen", async () => {
    const answer = await decide({ decision: "approve", vendor_group: groupIds.us });
    expect([answer.status, answer.headers.get("location")]).toEqual([200, null]);
  });

  test("a form of another site decides nothing", async () => {
    const foreign = await decide(
      { decision: "approve", vendor_group: groupIds.de },
      { "sec-fetch-site": "cross-site" },
    );
    expect(foreign.status).toBe(403);
    expect(
      (await decide({ decision: "approve", vendor_group: groupIds.de }, { origin: "http://evil.example" }))
        .status,
    ).toBe(403);
    expect(
      (
        await decide(
          { decision: "approve", vendor_group: groupIds.de },
          { origin: "null", "sec-fetch-site": "same-origin" },
        )
      ).status,
    ).toBe(303);
  });

  test("without redirect_uri the first registered one is used", async () => {
    const { redirect_uri: _, ...rest } = asked;
    const body = new URLSearchParams({ ...rest, decision: "approve", vendor_group: groupIds.de });
    const answer = await fetch(consentUrl("DE"), { method: "POST", body, redirect: "manual" });
    expect(answer.headers.get("location")).toMatch(/^http:\/\/localhost:3000\/api\/acorn\/callback\?/);
  });
});
