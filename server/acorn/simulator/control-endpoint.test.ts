import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Simulator } from "./create-simulator";
import { privateApp } from "./defaults";
import { callAs, groupIds, numbersOf, readList, readRecord, startForTest, testNow } from "./start-for-test";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startForTest();
});
afterAll(() => simulator.stop());
beforeEach(() => {
  simulator.control.clock.set(testNow);
  simulator.control.clock.stand();
});

const json = { "content-type": "application/json", "x-simulator-control": "1" };
async function control(method: string, path: string, body?: unknown, headers: Record<string, string> = json) {
  const sent = body === undefined ? null : JSON.stringify(body);
  const answer = await fetch(`${simulator.url}/control/${path}`, { method, body: sent, headers });
  const value: unknown = await answer.json();
  return { status: answer.status, value };
}

describe("control endpoint", () => {
  test("answers no one without its header, and no foreign host name", async () => {
    expect((await control("GET", "groups", undefined, {})).status).toBe(403);
    expect((await control("POST", "clock", { jumpMs: 1 }, { "content-type": "text/plain" })).status).toBe(
      403,
    );
    const status = await new Promise((resolve, reject) => {
      const headers = { ...json, host: "rebound.example" };
      request(`${simulator.url}/control/groups`, { headers }, (answer) => resolve(answer.statusCode))
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
    const preflight = await fetch(`${simulator.url}/control/groups`, {
      method: "OPTIONS",
      headers: { origin: "http://evil.example", "access-control-request-headers": "x-simulator-control" },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("moves, stops and runs the clock", async () => {
    const now = async (body: unknown) => readRecord((await control("POST", "clock", body)).value);
    expect(await now({ at: "2026-05-01T08:00:00Z" })).toEqual({
      now: "2026-05-01T08:00:00.000Z",
      mode: "stand",
    });
    expect(await now({ jumpMs: 3_600_000 })).toEqual({ now: "2026-05-01T09:00:00.000Z", mode: "stand" });
    expect((await now({ mode: "run" })).mode).toBe("run");
    expect(simulator.control.clock.mode()).toBe("run");
  });

  test("lists groups of all nine countries, several in some, with their vendor codes", async () => {
    const groups = readList((await control("GET", "groups")).value);
    expect(new Set(groups.map((group) => group.country))).toEqual(
      new Set(["US", "CA", "MX", "UK", "DE", "FR", "IT", "ES", "JP"]),
    );
    expect(groups.filter((group) => group.country === "US").length).toBeGreaterThan(1);
    expect(
      groups.every(
        (group) => /^amzn1\.vg\.\d+$/.test(String(group.id)) && readStrings(group.vendorCodes).length > 0,
      ),
    ).toBe(true);
  });

  test("puts in an order, changes and cancels it, and the account sees each step at once", async () => {
    const caller = await callAs(simulator, groupIds.de);
    const made = await control("POST", "orders", {
      group: groupIds.de,
      order: { number: "HAND0001", lines: [{ amount: 4 }, { amount: 2 }] },
    });
    expect(made.status).toBe(200);
    expect(numbersOf(await caller.all("purchaseOrders", { purchaseOrderState: "New" }))[0]).toBe("HAND0001");
    const change = (body: unknown) =>
      control("POST", "orders", { group: groupIds.de, number: "HAND0001", change: body });
    const read = async () =>
      readRecord(readRecord(await (await caller.get("purchaseOrders/HAND0001")).json()).payload);
    simulator.control.clock.jump(60_000);
    await change({ kind: "quantity", line: "1", amount: 9 });
    const changed = readRecord((await read()).orderDetails);
    expect(changed.purchaseOrderChangedDate).toBe("2026-04-23T12:01:00Z");
    expect(readRecord(readList(changed.items)[0]?.orderedQuantity).amount).toBe(9);
    await change({ kind: "acknowledge" });
    expect((await read()).purchaseOrderState).toBe("Acknowledged");
    await change({ kind: "cancel-order" });
    expect((await read()).purchaseOrderState).toBe("Closed");
    expect(numbersOf(await caller.all("purchaseOrders", { poItemState: "Cancelled" }))).toContain("HAND0001");
  });

  test("lists what an account holds: the orders that paging through six months finds", async () => {
    simulator.control.setLimit({ operation: "getPurchaseOrders" }, { rate: 1e6, burst: 1e6 });
    const caller = await callAs(simulator, groupIds.jp);
    const query = { createdAfter: "2026-03-01T00:00:00Z", createdBefore: "2026-03-08T00:00:00Z" };
    const { value } = await control(
      "GET",
      `orders?group=${groupIds.jp}&from=${query.createdAfter}&to=2026-03-07T23:59:59Z`,
    );
    const numbers = readList(value).map((order) => order.number);
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.reverse()).toEqual(numbersOf(await caller.all("purchaseOrders", query)));
    expect((await control("GET", "orders?group=nobody")).status).toBe(400);
    expect((await control("GET", `orders?group=${groupIds.jp}&from=then`)).status).toBe(400);
    simulator.control.resetLimits();
  });

  test("a body over 1 MB is refused, and a client that hangs up leaves the server well", async () => {
    const answer = await fetch(`${simulator.url}/control/clock`, {
      method: "POST",
      body: "x".repeat(3_000_000),
      headers: json,
    });
    expect(answer.status).toBe(413);
    const call = request(`${simulator.url}/control/clock`, {
      method: "POST",
      headers: { ...json, "content-length": "100" },
    });
    call.on("error", () => undefined);
    call.write("{");
    await new Promise((done) => call.once("socket", (socket) => socket.once("connect", done)));
    call.destroy();
    expect((await control("GET", "clock")).status).toBe(200);
  });

  test("counts calls, 429 and token calls in the ledger, by account and operation, without tokens", async () => {
    await control("DELETE", "ledger");
    const caller = await callAs(simulator, groupIds.jp);
    for (let i = 0; i < 12; i++) await caller.get("purchaseOrders", { limit: "1" });
    const { value } = await control("GET", `ledger?group=${groupIds.jp}`);
    expect(readRecord(value).totals).toMatchObject({
      calls: 13,
      tokenCalls: 1,
      byOperation: { getPurchaseOrders: { calls: 12 } },
    });
    expect(readList(readRecord(value).calls).at(-1)?.query).toBe("limit=1");
    expect(JSON.stringify(value)).not.toMatch(/Atza|Atzr/);
    expect(readList(readRecord(value).calls)[0]).toMatchObject({
      operation: "token",
      app: privateApp.clientId,
      status: 200,
      at: testNow.toISOString(),
    });
  });

  test("sets and clears faults, limits, switches, revocations and apps", async () => {
    expect(
      (
        await control("POST", "faults", {
          operation: "getPurchaseOrders",
          fault: "unavailable",
          at: { call: 2 },
        })
      ).status,
    ).toBe(200);
    expect(simulator.control.faults()).toHaveLength(1);
    await control("DELETE", "faults");
    expect(simulator.control.faults()).toHaveLength(0);
    expect(
      (await control("POST", "limits", { operation: "getPurchaseOrders", rate: 5, burst: 2 })).status,
    ).toBe(200);
    expect((await control("DELETE", "limits")).status).toBe(200);
    await control("POST", "switches", { gzipAnswers: true });
    expect(simulator.control.switches.gzipAnswers).toBe(true);
    await control("POST", "switches", { gzipAnswers: false });
    expect(readList((await control("GET", "switches")).value)[0]).toHaveProperty("evidence");
    const { value } = await control("POST", "self-authorisations", {
      clientId: privateApp.clientId,
      vendorGroup: groupIds.de,
    });
    expect(readRecord(value).refreshToken).toMatch(/^Atzr\|/);
    expect((await control("POST", "revoke", { group: groupIds.de })).status).toBe(200);
    const app = {
      clientId: "c1",
      applicationId: "amzn1.sellerapps.app.c1",
      clientSecret: "s1",
      redirectUris: ["http://localhost:5000/cb"],
    };
    expect((await control("POST", "apps", app)).status).toBe(200);
    expect(
      (await control("POST", "apps", { clientId: "c1", redirectUris: ["http://localhost:5001/cb"] })).status,
    ).toBe(200);
  });

  test.each([
    ["faults", { operation: "getPurchaseOrders", fault: "no-such-fault" }],
    ["faults", { operation: "getPurchaseOrders", fault: "throttle", at: { call: 0 } }],
    ["switches", { noSuchSwitch: true }],
    ["clock", { at: "tomorrow" }],
    ["orders", { group: "amzn1.vg.0", order: { lines: [{ amount: 1 }] } }],
    ["orders", { group: groupIds.de, order: { lines: [] } }],
    ["orders", { group: groupIds.de, number: "UNKNOWN1", change: { kind: "cancel-order" } }],
    ["orders", { group: groupIds.de }],
    ["self-authorisations", { clientId: "nobody", vendorGroup: groupIds.de }],
    ["apps", { clientId: "nobody", redirectUris: ["http://localhost/"] }],
  ])("refuses POST %s %j with 400 and the reason", async (path, body) => {
    const { status, value } = await control("POST", path, body);
    expect(status).toBe(400);
    expect(String(readRecord(value).error).length).toBeGreaterThan(5);
  });

  test("refuses text that is no JSON, and unknown calls", async () => {
    const answer = await fetch(`${simulator.url}/control/clock`, {
      method: "POST",
      body: "{",
      headers: json,
    });
    expect(answer.status).toBe(400);
    expect((await control("GET", "nothing")).status).toBe(404);
  });
});

function readStrings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
