import { describe, expect, test } from "vitest";
import { accessTokens } from "@/server/acorn/access-token";
import { createAcornClient } from "@/server/acorn/client";
import { createFakeClock } from "@/server/acorn/testing/fake-clock";
import { sendError, sendJson, sendToken, startFaultServer } from "@/server/acorn/testing/fault-server";
import { sampleOrder, samplePage } from "@/server/acorn/testing/sample-order";
import { failureOf, march, noLimit, ordersPath, startRig } from "@/server/acorn/testing/start-client";
import { memoryTokens, type TokenStore } from "@/server/acorn/tokens";
import { systemClock } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";

const page = samplePage([sampleOrder(1)]);
const many = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make));

/** A client whose token endpoint the test writes. */
async function startOauthRig(refuse: (nth: number) => [number, string] | null, tokens: TokenStore) {
  const server = await startFaultServer((seen, response) => {
    if (seen.url.pathname !== "/token") return sendJson(response, 200, page);
    const refusal = refuse(seen.nth);
    if (refusal === null) return sendToken(response, seen.nth);
    sendJson(response, refusal[0], { error: refusal[1], error_description: "Atzr|canary is bad" });
  });
  const client = createAcornClient({
    endpoints: { api: server.url, token: `${server.url}/token` },
    app: { clientId: "client-1", clientSecret: "canary-secret" },
    account: "amzn1.vg.1",
    tokens,
    limiter: noLimit,
    clock: systemClock,
  });
  const close = async () => {
    await client.close();
    await server.close();
  };
  return { server, client, [Symbol.asyncDispose]: close };
}

describe("F9 tokens", () => {
  test("50 calls at the start need one token call", async () => {
    await using rig = await startRig((_seen, response) => sendJson(response, 200, page));
    await many(50, () => rig.client.getPurchaseOrders(march));
    expect(rig.server.count("/token")).toBe(1);
  });

  test.each([
    ["403", 403],
    ["401", 401],
  ])("50 calls on an ended token (%s): one refresh, 50 good answers", async (_name, status) => {
    await using rig = await startRig((seen, response) => {
      if (seen.headers["x-amz-access-token"] === "Atza|1") sendError(response, status, "Unauthorized");
      else sendJson(response, 200, page);
    });
    const found = await many(50, () => rig.client.getPurchaseOrders(march));
    expect(found.filter((one) => one.records.length === 1)).toHaveLength(50);
    expect(rig.server.count("/token")).toBe(2);
    expect(rig.server.count(ordersPath)).toBe(100);
  });

  test("a missing role is told after one refresh, and costs none from then on", async () => {
    await using rig = await startRig((_seen, response) => sendError(response, 403, "Unauthorized"));
    for (const expected of [2, 2, 2]) {
      const error = await failureOf(rig.client.getPurchaseOrders(march));
      expect(error).toMatchObject({ code: "ACORN_AUTH", reason: "access-denied" });
      expect(rig.server.count("/token")).toBe(expected);
    }
  });

  test("the token that another process stored is used instead of a refresh", async () => {
    const expiresAt = new Date(Date.now() + 3_000_000);
    let current = "Atza|old";
    const store: TokenStore = {
      load: async () => ({ accessToken: current, expiresAt }),
      refresh: async (stale) => {
        expect(stale).toBe("Atza|old");
        current = "Atza|new";
        return { accessToken: current, expiresAt };
      },
      revoked: async () => undefined,
    };
    await using rig = await startRig(
      (seen, response) =>
        seen.headers["x-amz-access-token"] === "Atza|new"
          ? sendJson(response, 200, page)
          : sendError(response, 403, "Unauthorized"),
      { tokens: store },
    );
    await many(10, () => rig.client.getPurchaseOrders(march));
    expect(rig.server.count("/token")).toBe(0);
  });
});

test("two clients of one store share each refresh", async () => {
  const store = memoryTokens("Atzr|1", systemClock);
  let calls = 0;
  const refresh = async () => ({
    accessToken: `Atza|${++calls}`,
    expiresInMs: 3_600_000,
    refreshToken: null,
  });
  const [one, two] = [accessTokens(store, refresh, systemClock), accessTokens(store, refresh, systemClock)];
  expect([await one.get(), await two.get()]).toEqual(["Atza|1", "Atza|1"]);
  expect([await one.renew("Atza|1"), await two.renew("Atza|1")]).toEqual(["Atza|2", "Atza|2"]);
  expect(calls).toBe(2);
});

describe("F10 a revoked grant", () => {
  test("is remembered by the tokens themselves", async () => {
    let calls = 0;
    const refresh = async () => {
      calls += 1;
      throw new AppError("ACORN_AUTH", "refused", { reason: "grant-revoked" });
    };
    const tokens = accessTokens(memoryTokens("Atzr|1", systemClock), refresh, systemClock);
    for (let i = 0; i < 3; i++) expect((await failureOf(tokens.get())).reason).toBe("grant-revoked");
    expect(calls).toBe(1);
  });

  test("10 calls make one token call, the store hears of it once, and nothing more goes out", async () => {
    let told = 0;
    const tokens: TokenStore = {
      ...memoryTokens("Atzr|canary", systemClock),
      revoked: async () => {
        told += 1;
      },
    };
    await using rig = await startOauthRig(() => [400, "invalid_grant"], tokens);
    const errors = await many(10, () => failureOf(rig.client.getPurchaseOrders(march)));
    errors.push(await failureOf(rig.client.getPurchaseOrders(march)));
    for (const error of errors) {
      expect(error).toMatchObject({ code: "ACORN_AUTH", reason: "grant-revoked" });
    }
    expect(rig.server.count("/token")).toBe(1);
    expect(rig.server.count(ordersPath)).toBe(0);
    expect(told).toBe(1);
  });

  test.each([
    [401, "invalid_client", "ACORN_AUTH", "client-rejected", 1],
    [400, "invalid_client", "ACORN_AUTH", "client-rejected", 1],
    [400, "unauthorized_client", "ACORN_AUTH", "client-unauthorized", 1],
    [403, "access_denied", "ACORN_AUTH", "access-denied", 1],
    [400, "invalid_request", "ACORN_REJECTED", undefined, 1],
    [500, "server_error", "ACORN_DOWN", "server_error", 3],
    [503, "temporarily_unavailable", "ACORN_DOWN", "temporarily_unavailable", 3],
  ])("%i %s is %s %s", async (status, said, code, reason, calls) => {
    await using rig = await startOauthRig(() => [status, said], memoryTokens("Atzr|canary", systemClock));
    const error = await failureOf(rig.client.getPurchaseOrders(march));
    expect(error).toMatchObject({ code, reason });
    expect(error.reasons[0]?.code).toBe(said);
    expect(rig.server.count("/token")).toBe(calls);
    expect(JSON.stringify([error.message, error.reasons])).not.toContain("canary");
  });

  test("a token endpoint that is down for a moment is asked again", async () => {
    const tokens = memoryTokens("Atzr|canary", systemClock);
    await using rig = await startOauthRig(
      (nth) => (nth < 3 ? [503, "temporarily_unavailable"] : null),
      tokens,
    );
    expect((await rig.client.getPurchaseOrders(march)).records).toHaveLength(1);
  });
});

describe("F11 our clock is wrong", () => {
  const hour = 3_600_000;
  /** Counts token calls of a process that asks once a minute. */
  function startTokens(expiresInMs = hour) {
    const clock = createFakeClock();
    let calls = 0;
    const store = memoryTokens("Atzr|1", clock);
    const refresh = async () => {
      calls += 1;
      return { accessToken: `Atza|${calls}`, expiresInMs, refreshToken: null };
    };
    return { clock, store, refresh, tokens: accessTokens(store, refresh, clock), calls: () => calls };
  }

  test.each([
    ["ahead by 2 h", 2 * hour],
    ["behind by 2 h", -2 * hour],
    ["ahead by 1 h, as at DST", hour],
    ["behind by 1 h, as at DST", -hour],
  ])("a jump %s ends no token early and keeps none too long", async (_name, jumpMs) => {
    const { clock, tokens, calls } = startTokens();
    expect(await tokens.get()).toBe("Atza|1");
    clock.setWall(new Date(clock.now().getTime() + jumpMs));
    await clock.advance(58 * 60_000);
    expect(await tokens.get()).toBe("Atza|1");
    await clock.advance(90_000);
    expect(await tokens.get()).toBe("Atza|2");
    expect(calls()).toBe(2);
  });

  test("a token is renewed 60 s before its end", async () => {
    const { clock, tokens } = startTokens();
    await tokens.get();
    await clock.advance(hour - 60_001);
    expect(await tokens.get()).toBe("Atza|1");
    await clock.advance(1);
    expect(await tokens.get()).toBe("Atza|2");
  });

  test("a token that lives shorter than the margin is still used for half its life", async () => {
    const { clock, tokens, calls } = startTokens(30_000);
    await tokens.get();
    await clock.advance(14_000);
    await tokens.get();
    expect(calls()).toBe(1);
  });

  test("a stored end that lies too far ahead counts for an hour at most", async () => {
    const { clock, store, refresh, tokens } = startTokens();
    await tokens.get();
    clock.setWall(new Date(clock.now().getTime() - 2 * hour));
    const restarted = accessTokens(store, refresh, clock);
    expect(await restarted.get()).toBe("Atza|1");
    await clock.advance(hour - 60_000);
    expect(await restarted.get()).toBe("Atza|2");
  });
});
