import { Agent } from "undici";
import { describe, expect, test } from "vitest";
import type { AcornCall } from "@/server/acorn/calls";
import { exchangeCode, type OauthContext } from "@/server/acorn/oauth";
import {
  type FaultServer,
  type Handle,
  sendJson,
  sendToken,
  startFaultServer,
} from "@/server/acorn/testing/fault-server";
import { sampleOrder, samplePage } from "@/server/acorn/testing/sample-order";
import { failureOf, march, startRig } from "@/server/acorn/testing/start-client";
import { systemClock } from "@/server/platform/clock";

const callback = "https://oakline.example/api/acorn/callback";

async function startEndpoint(handle: Handle) {
  const server: FaultServer = await startFaultServer(handle);
  const dispatcher = new Agent();
  const calls: AcornCall[] = [];
  const context: OauthContext = {
    dispatcher,
    clock: systemClock,
    onCall: (call) => calls.push(call),
    userAgent: "Oakline/1",
    tokenUrl: `${server.url}/token`,
    app: { clientId: "client-1", clientSecret: "canary-secret" },
  };
  const close = async () => {
    await dispatcher.destroy();
    await server.close();
  };
  return { server, context, calls, [Symbol.asyncDispose]: close };
}

describe("exchangeCode", () => {
  test("trades the code, form-encoded, for both tokens", async () => {
    await using endpoint = await startEndpoint((seen, response) => sendToken(response, seen.nth));
    const answer = await exchangeCode(endpoint.context, "code&1", callback);
    expect(answer).toEqual({ accessToken: "Atza|1", refreshToken: "Atzr|1", expiresInMs: 3_600_000 });
    const [seen] = endpoint.server.seen;
    expect(seen?.headers["content-type"]).toContain("application/x-www-form-urlencoded");
    expect(Object.fromEntries(new URLSearchParams(seen?.body))).toEqual({
      grant_type: "authorization_code",
      code: "code&1",
      redirect_uri: callback,
      client_id: "client-1",
      client_secret: "canary-secret",
    });
  });

  test.each<[string, Handle, string, string | undefined]>([
    [
      "a used or old code",
      (_seen, response) => sendJson(response, 400, { error: "invalid_grant" }),
      "ACORN_AUTH",
      "code-rejected",
    ],
    [
      "a wrong secret",
      (_seen, response) => sendJson(response, 401, { error: "invalid_client" }),
      "ACORN_AUTH",
      "client-rejected",
    ],
    [
      "an answer without a refresh token",
      (_seen, response) => sendJson(response, 200, { access_token: "a", expires_in: 3600 }),
      "ACORN_DRIFT",
      "token-answer",
    ],
    [
      "an answer that is none",
      (_seen, response) => sendJson(response, 200, []),
      "ACORN_DRIFT",
      "token-answer",
    ],
    // The code is spent perhaps: a second try would be refused and hide that.
    ["a lost answer", (_seen, _response, socket) => socket.destroy(), "ACORN_UNKNOWN", "network"],
    ["500", (_seen, response) => response.writeHead(500).end(), "ACORN_UNKNOWN", "status-500"],
  ])("%s ends it after one call", async (_name, handle, code, reason) => {
    await using endpoint = await startEndpoint(handle);
    const error = await failureOf(exchangeCode(endpoint.context, "code", callback));
    expect(error).toMatchObject({ code, reason });
    expect(endpoint.server.seen).toHaveLength(1);
  });
});

test("no token, secret or code is in any record or error of a call", async () => {
  await using endpoint = await startEndpoint((_seen, response) =>
    sendJson(
      response,
      400,
      { error: "invalid_grant", error_description: "canary" },
      { "set-cookie": "canary=1" },
    ),
  );
  const error = await failureOf(exchangeCode(endpoint.context, "canary-code", callback));
  await using rig = await startRig((_seen, response) =>
    sendJson(response, 200, samplePage([sampleOrder(1)]), {
      "x-amz-new-token": "canary",
      "x-amzn-RequestId": "r-1",
    }),
  );
  await rig.client.getPurchaseOrders(march);
  const everything = JSON.stringify([endpoint.calls, rig.calls, error, error.reasons, error.cause]);
  expect(everything).not.toMatch(/canary|Atza|Atzr/);
  expect(rig.calls.at(-1)).toMatchObject({
    operation: "getPurchaseOrders",
    method: "GET",
    path: "/vendor/orders/v1/purchaseOrders",
    status: 200,
    attempt: 1,
    requestId: "r-1",
    requestBytes: 0,
    errorCode: null,
    headers: { request: { "x-amz-access-token": "[redacted]" }, response: { "x-amzn-requestid": "r-1" } },
  });
  expect(rig.calls.at(-1)?.responseBytes).toBeGreaterThan(1000);
});
