import { request } from "node:http";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { day, isoSeconds } from "./calendar";
import type { Simulator } from "./create-simulator";
import { privateApp } from "./defaults";
import { type FaultName, faultNames, faultTable } from "./fault-table";
import type { FaultSpec } from "./faults";
import {
  accessTokenFor,
  askToken,
  type Caller,
  callAs,
  groupIds,
  numbersOf,
  readList,
  readRecord,
  startForTest,
  testNow,
} from "./start-for-test";

let simulator: Simulator;
let de: Caller;
let us: Caller;
beforeAll(async () => {
  simulator = await startForTest();
  for (const operation of ["getPurchaseOrders", "getPurchaseOrdersStatus", "getPurchaseOrder"])
    simulator.control.setLimit({ operation }, { rate: 1e6, burst: 1e6 });
  de = await callAs(simulator, groupIds.de);
  us = await callAs(simulator, groupIds.usBig);
});
afterAll(() => simulator.stop());
afterEach(() => simulator.control.clearFaults());

const observed = new Set<FaultName>();
function arm(fault: FaultName, more: Partial<FaultSpec> = {}): void {
  observed.add(fault);
  simulator.control.addFault({
    operation: "getPurchaseOrders",
    group: groupIds.de,
    count: 1,
    fault,
    ...more,
  });
}

type Raw = {
  status: number;
  headers: Record<string, unknown>;
  chunks: Buffer[];
  end: string;
  elapsedMs: number;
};

/** One GET with the bare client: what came, in which pieces, and how it ended. */
async function getRaw(giveUpMs = 5_000): Promise<Raw> {
  const token = await accessTokenFor(simulator, groupIds.de);
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const raw: Raw = { status: 0, headers: {}, chunks: [], end: "", elapsedMs: 0 };
    const finish = (end: string) => {
      if (raw.end) return;
      resolve(Object.assign(raw, { end, elapsedMs: performance.now() - startedAt }));
      call.destroy();
    };
    const headers = { "x-amz-access-token": token, "user-agent": "Test/1", "accept-encoding": "gzip" };
    const call = request(`${simulator.url}/eu/vendor/orders/v1/purchaseOrders`, { headers }, (response) => {
      raw.status = response.statusCode ?? 0;
      raw.headers = response.headers;
      response.on("data", (chunk: Buffer) => raw.chunks.push(chunk));
      response.on("end", () => finish("whole"));
      response.on("error", () => finish("cut"));
    });
    call.on("error", (error: NodeJS.ErrnoException) => finish(error.code ?? "error"));
    call.end();
    setTimeout(() => finish("gave up"), giveUpMs).unref();
  });
}

describe("before the operation", () => {
  test.each([
    ["throttle", 429, "QuotaExceeded"],
    ["internal-error", 500, "InternalFailure"],
    ["unavailable", 503, "ServiceUnavailable"],
    ["access-denied", 403, "Unauthorized"],
  ] as const)("%s is %i %s once, then the account is served", async (fault, status, code) => {
    arm(fault);
    const answer = await de.get("purchaseOrders");
    expect(answer.status).toBe(status);
    expect(answer.headers.get("retry-after")).toBeNull();
    expect(await answer.json()).toMatchObject({ errors: [{ code }] });
    expect((await de.get("purchaseOrders")).status).toBe(200);
  });

  test("throttle tells Retry-After when asked to, and goes on for ever or for a time", async () => {
    arm("throttle", { retryAfterSeconds: 7, count: undefined });
    for (let i = 0; i < 5; i++) {
      const answer = await de.get("purchaseOrders");
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "7"]);
    }
    simulator.control.clearFaults();
    arm("throttle", { count: undefined, forMs: 40 });
    expect((await de.get("purchaseOrders")).status).toBe(429);
    await wait(60);
    expect((await de.get("purchaseOrders")).status).toBe(200);
  });

  test("one account is struck while another is served", async () => {
    arm("throttle", { operation: "*", count: undefined });
    const statuses = await Promise.all(
      [de, us].flatMap((one) => [one.get("purchaseOrders"), one.get("purchaseOrdersStatus")]),
    );
    expect(statuses.map((answer) => answer.status)).toEqual([429, 429, 200, 200]);
  });

  test("bad-gateway-html and gateway-timeout carry no JSON", async () => {
    arm("bad-gateway-html");
    const html = await de.get("purchaseOrders");
    expect([html.status, html.headers.get("content-type")]).toEqual([502, "text/html; charset=utf-8"]);
    arm("gateway-timeout");
    const empty = await de.get("purchaseOrders");
    expect([empty.status, await empty.text()]).toEqual([504, ""]);
  });

  test("an nth call is struck and no other", async () => {
    arm("internal-error", { at: { call: 3 } });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await de.get("purchaseOrders")).status);
    expect(statuses).toEqual([200, 200, 500, 200, 200]);
  });

  test("reset-before and reset-after end the connection without a byte; only the latter is a call that was done", async () => {
    arm("reset-before");
    expect(await getRaw()).toMatchObject({ status: 0, end: "ECONNRESET" });
    arm("reset-after");
    expect(await getRaw()).toMatchObject({ status: 0, end: "ECONNRESET" });
    const { calls } = simulator.control.ledger({ operation: "getPurchaseOrders", group: groupIds.de });
    expect(calls.slice(-2).map((call) => [call.fault, call.status])).toEqual([
      ["reset-before", 0],
      ["reset-after", 0],
    ]);
  });

  test("never-answer keeps the connection open and silent", async () => {
    arm("never-answer");
    expect(await getRaw(700)).toMatchObject({ status: 0, chunks: [], end: "gave up" });
  });

  test("expired-token ends the token that was shown: 50 calls fail with it, a fresh one works", async () => {
    const token = await accessTokenFor(simulator, groupIds.de);
    const get = (used: string) =>
      fetch(`${simulator.url}/eu/vendor/orders/v1/purchaseOrders?limit=1`, {
        headers: { "x-amz-access-token": used, "user-agent": "Test/1" },
      });
    expect((await get(token)).status).toBe(200);
    arm("expired-token");
    const answers = await Promise.all(Array.from({ length: 50 }, () => get(token)));
    expect(answers.every((answer) => answer.status === 403)).toBe(true);
    expect(await answers[49]?.json()).toMatchObject({
      errors: [{ code: "Unauthorized", details: expect.stringContaining("expired") }],
    });
    expect((await get(await accessTokenFor(simulator, groupIds.de))).status).toBe(200);
  });
});

describe("a broken answer", () => {
  test("slow-body sends one byte a second", { timeout: 20_000 }, async () => {
    arm("slow-body");
    const raw = await getRaw(2_500);
    expect([raw.status, raw.end]).toEqual([200, "gave up"]);
    expect(Buffer.concat(raw.chunks).length).toBe(2);
  });

  test("stalled-body sends half and then nothing", async () => {
    arm("stalled-body");
    const raw = await getRaw(700);
    expect(raw.end).toBe("gave up");
    expect(Buffer.concat(raw.chunks).length).toBe(Number(raw.headers["content-length"]) >> 1);
  });

  test("cut-body announces more than it sends", async () => {
    arm("cut-body");
    const raw = await getRaw();
    expect(raw.end).toBe("cut");
    expect(Buffer.concat(raw.chunks).length).toBeLessThan(Number(raw.headers["content-length"]));
  });

  test("cut-gzip is whole on the wire and cannot be unpacked", async () => {
    arm("cut-gzip");
    const raw = await getRaw();
    expect([raw.end, raw.headers["content-encoding"]]).toEqual(["whole", "gzip"]);
    expect(() => gunzipSync(Buffer.concat(raw.chunks))).toThrow("unexpected end of file");
  });

  test("malformed-json and wrong-content-type are 200 without JSON", async () => {
    arm("malformed-json");
    const broken = await de.get("purchaseOrders");
    expect([broken.status, broken.headers.get("content-type")]).toEqual([200, "application/json"]);
    await expect(broken.json()).rejects.toThrow(SyntaxError);
    arm("wrong-content-type");
    const html = await de.get("purchaseOrders");
    expect([html.status, html.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  });

  test("huge-body is over 50 MB of valid JSON", { timeout: 20_000 }, async () => {
    arm("huge-body");
    const raw = await getRaw(15_000);
    const whole = Buffer.concat(raw.chunks);
    expect(whole.length).toBeGreaterThan(50 * 1024 * 1024);
    expect(whole.subarray(-15).toString()).toBe('","orders":[]}}');
  });

  test("split-character ends chunks inside characters and loses none", async () => {
    arm("split-character");
    const raw = await getRaw();
    const split = raw.chunks.slice(0, -1).filter((chunk) => chunk.toString("utf8").endsWith("\uFFFD"));
    expect(split.length).toBeGreaterThan(5);
    const text = Buffer.concat(raw.chunks).toString("utf8");
    expect(text).toContain("München");
    expect(JSON.parse(text)).toEqual(await (await de.get("purchaseOrders")).json());
  });
});

describe("a bent listing", () => {
  const week = {
    createdAfter: isoSeconds(testNow.getTime() - 7 * day),
    createdBefore: isoSeconds(testNow.getTime()),
  };
  const page = async (query: Record<string, string>) => {
    const payload = readRecord(readRecord(await (await us.get("purchaseOrders", query)).json()).payload);
    const next = payload.pagination === undefined ? undefined : readRecord(payload.pagination).nextToken;
    return {
      numbers: numbersOf(readList(payload.orders)),
      orders: readList(payload.orders),
      next: String(next),
    };
  };
  const armBig = (fault: FaultName, more: Partial<FaultSpec> = {}) =>
    arm(fault, { group: groupIds.usBig, ...more });
  const distinct = (numbers: readonly string[]) => [...new Set(numbers)];

  test("duplicate-page gives a page again and still every order", async () => {
    const right = numbersOf(await us.all("purchaseOrders", { ...week, limit: "10" }));
    armBig("duplicate-page", { at: { page: 3 } });
    const got = numbersOf(await us.all("purchaseOrders", { ...week, limit: "10" }));
    expect(got.length).toBe(right.length + 10);
    expect(got.slice(10, 20)).toEqual(got.slice(20, 30));
    expect(distinct(got)).toEqual(right);
  });

  test("empty-page goes on with a token that is new", async () => {
    const right = numbersOf(await us.all("purchaseOrders", { ...week, limit: "10" }));
    armBig("empty-page", { at: { page: 2 } });
    const first = await page({ ...week, limit: "10" });
    const second = await page({ ...week, limit: "10", nextToken: first.next });
    expect(second.numbers).toEqual([]);
    expect(second.next).not.toBe(first.next);
    const third = await page({ ...week, limit: "10", nextToken: second.next });
    expect([...first.numbers, ...third.numbers]).toEqual(right.slice(0, 20));
    simulator.control.clearFaults();
    armBig("empty-page", { count: 10_000, at: "always" });
    const tokens = new Set<string>();
    let next: string | undefined;
    for (let i = 0; i < 50; i++) {
      next = (await page(next ? { ...week, nextToken: next } : week)).next;
      tokens.add(next);
    }
    expect(tokens.size).toBe(50);
  });

  test("looping-token repeats an earlier token", async () => {
    armBig("looping-token", { at: { page: 2 } });
    const first = await page({ ...week, limit: "10" });
    const second = await page({ ...week, limit: "10", nextToken: first.next });
    expect(second.next).toBe(first.next);
  });

  test("many-pages gives one order a page", async () => {
    armBig("many-pages", { count: undefined, at: "always" });
    const first = await page(week);
    expect(first.numbers).toHaveLength(1);
    const before = simulator.control.ledger({ operation: "getPurchaseOrders" }).totals.calls;
    const all = await us.all("purchaseOrders", week);
    expect(simulator.control.ledger({ operation: "getPurchaseOrders" }).totals.calls - before).toBe(
      all.length,
    );
  });

  test("same-order-twice doubles one order", async () => {
    armBig("same-order-twice");
    const { numbers } = await page(week);
    expect(numbers[0]).toBe(numbers[1]);
    expect(distinct(numbers).length).toBe(numbers.length - 1);
  });

  const changedAt = (order: Record<string, unknown> | undefined) =>
    String(readRecord(order?.orderDetails).purchaseOrderChangedDate ?? "");

  test("older-after-newer shows the newer version first, and the newer one is the truth", async () => {
    armBig("older-after-newer");
    const { orders, numbers } = await page({ ...week, limit: "10" });
    expect(numbers.at(-1)).toBe(numbers[0]);
    expect(changedAt(orders[0]) > changedAt(orders.at(-1))).toBe(true);
    const truth = readRecord(await (await us.get(`purchaseOrders/${numbers[0]}`)).json()).payload;
    expect(truth).toEqual(orders[0]);
  });

  test("change-between-pages brings an order of the page before again, newer", async () => {
    armBig("change-between-pages", { at: { page: 2 } });
    const first = await page({ ...week, limit: "10" });
    simulator.control.clock.jump(60_000);
    const second = await page({ ...week, limit: "10", nextToken: first.next });
    expect(second.numbers[0]).toBe(first.numbers[0]);
    expect(changedAt(second.orders[0]) > changedAt(first.orders[0])).toBe(true);
  });

  test("the status listing is bent the same way", async () => {
    const older = {
      createdAfter: isoSeconds(testNow.getTime() - 20 * day),
      createdBefore: isoSeconds(testNow.getTime() - 14 * day),
    };
    const right = numbersOf(await us.all("purchaseOrdersStatus", { ...older, limit: "10" }));
    for (const fault of ["duplicate-page", "change-between-pages", "empty-page"] as const) {
      armBig(fault, { operation: "getPurchaseOrdersStatus", at: { page: 2 } });
      const got = numbersOf(await us.all("purchaseOrdersStatus", { ...older, limit: "10" }));
      expect(distinct(got), fault).toEqual(right);
      expect(got.length - right.length, fault).toBe(
        { "duplicate-page": 10, "change-between-pages": 1, "empty-page": 0 }[fault],
      );
    }
  });

  test("extra-fields, unknown-words and garbage-record leave the good records readable", async () => {
    const right = await page({ ...week, limit: "5" });
    armBig("extra-fields");
    const extra = await page({ ...week, limit: "5" });
    expect(extra.numbers).toEqual(right.numbers);
    expect(extra.orders[0]).toHaveProperty("addedLater");
    armBig("unknown-words");
    expect((await page({ ...week, limit: "5" })).orders[0]?.purchaseOrderState).toBe("PartiallyClosed");
    armBig("garbage-record");
    const body = readRecord(await (await us.get("purchaseOrders", { ...week, limit: "5" })).json());
    const list = readRecord(body.payload).orders;
    expect(Array.isArray(list) && list.length).toBe(9);
    expect(Array.isArray(list) && list.includes(null)).toBe(true);
  });
});

describe("the token endpoint", () => {
  test("reset-after loses the answer of a call that was done, cut-body cuts it", async () => {
    const form = () => ({
      grant_type: "refresh_token",
      refresh_token: simulator.control.selfAuthorise({
        clientId: privateApp.clientId,
        vendorGroup: groupIds.de,
      }),
      client_id: privateApp.clientId,
      client_secret: privateApp.clientSecret,
    });
    for (const fault of ["reset-after", "cut-body"] as const) {
      arm(fault, { operation: "token" });
      await expect(askToken(simulator, form())).rejects.toThrow();
    }
    expect((await askToken(simulator, form())).status).toBe(200);
  });

  test.each([
    ["revoked-grant", 400, "invalid_grant"],
    ["invalid-client", 401, "invalid_client"],
    ["unauthorized-client", 400, "unauthorized_client"],
    ["token-server-error", 500, "server_error"],
    ["token-unavailable", 503, "temporarily_unavailable"],
  ] as const)("%s is %i %s for the one account", async (fault, status, error) => {
    arm(fault, { operation: "token" });
    const refresh = (vendorGroup: string) =>
      askToken(simulator, {
        grant_type: "refresh_token",
        refresh_token: simulator.control.selfAuthorise({ clientId: privateApp.clientId, vendorGroup }),
        client_id: privateApp.clientId,
        client_secret: privateApp.clientSecret,
      });
    expect((await refresh(groupIds.us)).status).toBe(200);
    expect(await refresh(groupIds.de)).toMatchObject({ status, body: { error } });
    expect((await refresh(groupIds.de)).status).toBe(200);
  });
});

test("a refused connection is refused, and the same port answers again", async () => {
  await simulator.refuseConnections();
  const code = await new Promise((resolve) => {
    connect(simulator.port, "127.0.0.1")
      .on("connect", () => resolve("connected"))
      .on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  expect(code).toBe("ECONNREFUSED");
  await simulator.listenAgain();
  expect((await de.get("purchaseOrders", { limit: "1" })).status).toBe(200);
});

test("every fault of the table was seen by a client here", () => {
  // what becomes of a document is looked at in acknowledgements.test.ts
  const ofCalls = faultNames.filter((name) => faultTable[name].place !== "fate");
  expect(ofCalls.filter((name) => !observed.has(name))).toEqual([]);
  expect(new Set(Object.values(faultTable).map((fault) => fault.row))).toEqual(
    new Set(["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F12", "drift"]),
  );
});
