import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day, sixMonthsBefore } from "./calendar";
import { createGroups } from "./groups";
import { createOrderBook } from "./order-book";
import { orderNumber } from "./order-number";
import type { OrderPlan } from "./order-plan";
import { orderStateAt } from "./order-state";
import { renderOrder, renderStatus } from "./render-order";
import { testNow } from "./start-for-test";
import { createSwitches } from "./switches";

const now = testNow.getTime();
const groups = createGroups();
const manner = createSwitches();
const groupAt = (index: number, perWeek?: number) => {
  const group = groups[index];
  if (!group) throw new RangeError("no group");
  return perWeek === undefined ? group : { ...group, ordersPerWeek: perWeek };
};
const shown = (plans: readonly OrderPlan[], at: number) =>
  JSON.stringify(
    plans.map((plan) => [
      renderOrder(orderStateAt(plan, at), manner),
      renderStatus(orderStateAt(plan, at), manner),
    ]),
  );

describe("order book", () => {
  test("the same seed and instant give the same bytes, another seed gives others", () => {
    const bytes = (seed: number) => {
      const book = createOrderBook(seed, groupAt(6));
      return shown(book.between(sixMonthsBefore(now), now + 1), now);
    };
    expect(bytes(7)).toBe(bytes(7));
    expect(bytes(7)).not.toBe(bytes(8));
  });

  test("a jump of the clock gives the orders that running and looking each hour gives", () => {
    const later = now + 9 * day;
    const running = createOrderBook(7, groupAt(6));
    for (let at = now; at < later; at += day / 24) running.between(at - 7 * day, at + 1);
    const jumped = createOrderBook(7, groupAt(6));
    const from = later - 30 * day;
    expect(shown(jumped.between(from, later + 1), later)).toBe(
      shown(running.between(from, later + 1), later),
    );
    expect(jumped.between(now, later).length).toBeGreaterThan(3);
  });

  test("nothing that was shown as created vanishes or moves when time goes on", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 170 }), fc.integer({ min: 0, max: 40 }), (ago, later) => {
        const book = createOrderBook(7, groupAt(4));
        const from = now - ago * day;
        const before = book.between(from, now + 1).map((plan) => [plan.number, plan.createdAt]);
        const after = book.between(from, now + later * day + 1).map((plan) => [plan.number, plan.createdAt]);
        expect(after.slice(0, before.length)).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });

  test("accepted never exceeds ordered, received never exceeds accepted, at any instant", () => {
    const wrong: string[] = [];
    for (const index of [0, 6, 11]) {
      const book = createOrderBook(7, groupAt(index));
      for (const plan of book.between(now - 120 * day, now)) {
        for (const at of [now - 30 * day, now - 3 * day, now]) {
          for (const line of orderStateAt(plan, at).lines) {
            const accepted = line.accepted ?? line.amount;
            const isRight = line.amount >= 0 && accepted <= line.amount && line.received <= accepted;
            if (!isRight) wrong.push(`${plan.number}/${line.plan.sequence} at ${at}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("six months hold every kind of fate: new, acknowledged, closed, changed, cancelled, short received", () => {
    const plans = createOrderBook(7, groupAt(1)).between(sixMonthsBefore(now), now);
    const states = plans.map((plan) => orderStateAt(plan, now));
    const share = (count: number) => count / states.length;
    for (const state of ["New", "Acknowledged", "Closed"]) {
      expect(states.some((order) => order.state === state)).toBe(true);
    }
    expect(share(states.filter((order) => order.changedAt !== null).length)).toBeGreaterThan(0.08);
    expect(states.some((order) => order.lines.every((line) => line.amount === 0))).toBe(true);
    expect(
      states.some((order) => order.lines.some((line) => line.amount === 0) && order.state !== "Closed"),
    ).toBe(true);
    const isShort = (order: (typeof states)[number]) =>
      order.state === "Closed" &&
      order.lines.some((line) => line.received > 0 && line.received < (line.accepted ?? 0));
    expect(states.some(isShort)).toBe(true);
    const lengths = plans.map((plan) => plan.lines.length);
    expect(Math.min(...lengths)).toBe(1);
    expect(Math.max(...lengths)).toBeGreaterThan(50);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(60);
  });

  test("most orders are placed on Mondays of the marketplace, and a week holds what the group is set to", () => {
    const plans = createOrderBook(7, groupAt(1)).between(now - 168 * day, now);
    const counts = new Map<string, number>();
    const format = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "America/Los_Angeles" });
    for (const plan of plans) {
      const name = format.format(plan.createdAt);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect([...counts].sort((a, b) => b[1] - a[1])[0]?.[0]).toBe("Mon");
    expect(plans.length / 24).toBeGreaterThan(80);
    expect(plans.length / 24).toBeLessThan(100);
  });

  test("money of a currency without minor units has none", () => {
    const [plan] = createOrderBook(7, groupAt(11)).between(now - 60 * day, now);
    expect(plan?.lines.every((line) => /^\d+$/.test(line.cost))).toBe(true);
  });

  test("no two orders share a number, over groups, days and counts", () => {
    const numbers = new Set<string>();
    let made = 0;
    for (let group = 0; group < 13; group++)
      for (let dayNumber = 4000; dayNumber < 4200; dayNumber++)
        for (let n = 0; n < 40; n++, made++) numbers.add(orderNumber(7, { group, day: dayNumber, n }));
    expect(numbers.size).toBe(made);
    expect([...numbers].every((number) => /^[0-9A-Z]{8}$/.test(number))).toBe(true);
  });

  test("makes 2,000 orders of history in 300 ms and keeps them", () => {
    createOrderBook(1, groupAt(1)).between(now - 60 * day, now);
    const book = createOrderBook(7, groupAt(1, 80));
    const startedAt = performance.now();
    const plans = book.between(now - 180 * day, now);
    const tookMs = performance.now() - startedAt;
    expect(plans.length).toBeGreaterThan(1_900);
    expect(tookMs).toBeLessThan(300);
    expect(book.between(now - 180 * day, now)[0]).toBe(plans[0]);
  });
});
