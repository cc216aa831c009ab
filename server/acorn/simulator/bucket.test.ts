import { afterAll, beforeAll, expect, test } from "vitest";
import { createBucket, productionRate } from "./bucket";
import type { Simulator } from "./create-simulator";
import { callAs, groupIds, startForTest } from "./start-for-test";

let simulator: Simulator;
let atMs = 0;
beforeAll(async () => {
  simulator = await startForTest({ monotonicMs: () => atMs });
});
afterAll(() => simulator.stop());

test("a bucket lets the burst through, then the rate, and never more", () => {
  const bucket = createBucket();
  const passed = (nowMs: number, tries: number) =>
    Array.from({ length: tries }, () => bucket.take(nowMs, productionRate)).filter(Boolean).length;
  expect(passed(0, 60)).toBe(10);
  expect(passed(99, 5)).toBe(0);
  expect(passed(100, 5)).toBe(1);
  expect(passed(600, 20)).toBe(5);
  expect(passed(60_000, 60)).toBe(10);
});

test("of 60 calls at one instant exactly the burst passes, the rest is 429 QuotaExceeded without the rate header", async () => {
  const caller = await callAs(simulator, groupIds.us);
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => caller.get("purchaseOrders", { limit: "1" })),
  );
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(10);
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused).toHaveLength(50);
  expect(refused[0]?.headers.get("x-amzn-ratelimit-limit")).toBeNull();
  expect(refused[0]?.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
  expect(await refused[0]?.json()).toMatchObject({ errors: [{ code: "QuotaExceeded" }] });
  expect(answers[0]?.headers.get("x-amzn-ratelimit-limit")).toBe("10.0");
});

test("operations and accounts have buckets of their own, and a bucket refills with real time only", async () => {
  const us = await callAs(simulator, groupIds.us);
  const de = await callAs(simulator, groupIds.de);
  expect((await us.get("purchaseOrdersStatus")).status).toBe(200);
  expect((await de.get("purchaseOrders")).status).toBe(200);
  simulator.control.clock.jump(10_000);
  expect((await us.get("purchaseOrders")).status).toBe(429);
  atMs += 100;
  expect((await us.get("purchaseOrders")).status).toBe(200);
  expect((await us.get("purchaseOrders")).status).toBe(429);
});

test("the sandbox takes 15 at once for all operations together", async () => {
  const caller = await callAs(simulator, groupIds.us, `${simulator.url}/sandbox/na`);
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => caller.get(i % 2 ? "purchaseOrders" : "purchaseOrdersStatus")),
  );
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(15);
});

test("a granted rate is told in the header and holds", async () => {
  simulator.control.setLimit({ operation: "getPurchaseOrder", group: groupIds.us }, { rate: 20, burst: 25 });
  const caller = await callAs(simulator, groupIds.us);
  const answers = await Promise.all(Array.from({ length: 40 }, () => caller.get("purchaseOrders/NOSUCHPO")));
  expect(answers.filter((answer) => answer.status === 404)).toHaveLength(25);
  expect(answers[0]?.headers.get("x-amzn-ratelimit-limit")).toBe("20.0");
});
