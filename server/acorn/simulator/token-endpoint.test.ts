import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { day } from "./calendar";
import { createSimulator, type Simulator } from "./create-simulator";
import { platformApp, privateApp, simulatorEndpoints } from "./defaults";
import { createSimulatedClock } from "./simulated-clock";
import { accessTokenFor, askToken, callAs, groupIds, startForTest, testNow } from "./start-for-test";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startForTest();
});
afterAll(() => simulator.stop());
beforeEach(() => simulator.control.clock.set(testNow));

const ofApp = (app: { clientId: string; clientSecret: string }) => ({
  client_id: app.clientId,
  client_secret: app.clientSecret,
});
const grant = (app = privateApp, vendorGroup: string = groupIds.de) =>
  simulator.control.selfAuthorise({ clientId: app.clientId, vendorGroup });
const refresh = (token: string, app: { clientId: string; clientSecret: string } = privateApp) =>
  askToken(simulator, { grant_type: "refresh_token", refresh_token: token, ...ofApp(app) });

describe("token endpoint", () => {
  test("a refresh gives an access token of an hour and the same refresh token", async () => {
    const token = grant();
    const { status, body } = await refresh(token);
    expect([status, body.token_type, body.expires_in, body.refresh_token]).toEqual([
      200,
      "bearer",
      3600,
      token,
    ]);
    expect(token).toMatch(/^Atzr\|/);
    expect(body.access_token).toMatch(/^Atza\|/);
    expect(String(body.access_token).length).toBeLessThan(2048);
  });

  test.each([
    [{ refresh_token: "Atzr|forged.x" }, 400, "invalid_grant"],
    [{ refresh_token: "" }, 400, "invalid_request"],
    [{ client_secret: "wrong" }, 401, "invalid_client"],
    [{ client_id: "unknown" }, 401, "invalid_client"],
    [{ client_id: "" }, 400, "invalid_request"],
    [{ grant_type: "password" }, 400, "unsupported_grant_type"],
    [{ grant_type: "authorization_code", code: "forged.x", redirect_uri: "http://x" }, 400, "invalid_grant"],
    [{ grant_type: "authorization_code" }, 400, "invalid_request"],
    [{ grant_type: "client_credentials", scope: "everything" }, 400, "invalid_scope"],
  ] as const)("answers %j with %i %s", async (form, status, error) => {
    const right = { grant_type: "refresh_token", refresh_token: grant(), ...ofApp(privateApp) };
    const answer = await askToken(simulator, { ...right, ...form });
    expect(answer).toMatchObject({ status, body: { error, error_description: expect.any(String) } });
  });

  test("a token of another app is unauthorized_client", async () => {
    expect(await refresh(grant(platformApp), privateApp)).toMatchObject({
      status: 400,
      body: { error: "unauthorized_client" },
    });
  });

  test("takes form-encoded POST only", async () => {
    const { lwa } = simulatorEndpoints(simulator.url);
    expect((await fetch(lwa)).status).toBe(405);
    const headers = { "content-type": "application/json" };
    expect((await fetch(lwa, { method: "POST", headers, body: "{}" })).status).toBe(400);
  });

  test("an access token lives one hour of simulated time, then 403 says expired", async () => {
    const token = await accessTokenFor(simulator, groupIds.de);
    const get = () =>
      fetch(`${simulator.url}/eu/vendor/orders/v1/purchaseOrders?limit=1`, {
        headers: { "x-amz-access-token": token, "user-agent": "T/1" },
      });
    simulator.control.clock.jump(3_599_000);
    expect((await get()).status).toBe(200);
    simulator.control.clock.jump(1_000);
    const answer = await get();
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("expired");
  });

  test("a public app's consent ends after 365 days, a private app's does not", async () => {
    const [ofPublic, ofPrivate] = [grant(platformApp), grant(privateApp)];
    simulator.control.clock.jump(365 * day - 1_000);
    expect((await refresh(ofPublic, platformApp)).status).toBe(200);
    simulator.control.clock.jump(1_000);
    expect(await refresh(ofPublic, platformApp)).toMatchObject({
      status: 400,
      body: { error: "invalid_grant" },
    });
    expect((await refresh(ofPrivate)).status).toBe(200);
  });

  test("a revoked account gets invalid_grant and 403 until it is authorised anew; others go on", async () => {
    const [old, other] = [grant(), grant(privateApp, groupIds.jp)];
    const caller = await callAs(simulator, groupIds.de);
    simulator.control.revoke({ group: groupIds.de });
    expect(await refresh(old)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    expect((await caller.get("purchaseOrders")).status).toBe(403);
    expect((await refresh(other)).status).toBe(200);
    expect((await refresh(grant())).status).toBe(200);
  });

  test("after a rotation the old secret works seven more days", async () => {
    const app = { ...privateApp, clientId: "rotating", applicationId: "amzn1.sellerapps.app.rotating" };
    simulator.control.registerApp(app);
    const token = grant(app);
    simulator.control.rotateSecret(app.clientId, "new secret");
    const renewed = { ...app, clientSecret: "new secret" };
    expect([(await refresh(token, app)).status, (await refresh(token, renewed)).status]).toEqual([200, 200]);
    simulator.control.clock.jump(7 * day);
    expect([(await refresh(token, app)).status, (await refresh(token, renewed)).status]).toEqual([401, 200]);
  });

  test("a grantless token opens no vendor operation", async () => {
    const scope = "sellingpartnerapi::notifications";
    const { status, body } = await askToken(simulator, {
      grant_type: "client_credentials",
      scope,
      ...ofApp(platformApp),
    });
    expect([status, body.refresh_token]).toEqual([200, undefined]);
    const headers = { "x-amz-access-token": String(body.access_token), "user-agent": "T/1" };
    expect((await fetch(`${simulator.url}/na/vendor/orders/v1/purchaseOrders`, { headers })).status).toBe(
      403,
    );
  });

  test("tokens outlive the process: another simulator of the same seed takes them, one of another seed does not", async () => {
    const token = grant();
    const clock = () => createSimulatedClock({ at: testNow, mode: "stand" });
    for (const [seed, status] of [
      [7, 200],
      [8, 400],
    ] as const) {
      const next = await createSimulator({ seed, clock: clock() });
      const form = { grant_type: "refresh_token", refresh_token: token, ...ofApp(privateApp) };
      expect((await askToken(next, form)).status).toBe(status);
      await next.stop();
    }
  });
});
