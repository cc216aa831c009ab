import { day, hour, second } from "./calendar";
import type { OrderEvent, OrderPlan } from "./order-plan";
import type { Random } from "./random";

/**
 * What happens to the order after it was placed: Amazon changes or cancels it, the vendor answers it in
 * Vendor Central, goods arrive, it closes. Amazon may change an order after the answer too, and then the new
 * version binds [G21].
 */
export function planFate(random: Random, plan: OrderPlan): OrderEvent[] {
  const events = planChanges(random, plan);
  const isCancelled = random.chance(0.03);
  const answeredAfter = random.chance(0.86)
    ? spread(random, 2 * hour, 22 * hour)
    : spread(random, 26 * hour, 70 * hour);
  const isAnswered = random.chance(0.95);
  const answeredAt = plan.createdAt + answeredAfter;
  if (isAnswered) events.push({ at: answeredAt, kind: "acknowledge" });
  if (isCancelled) {
    const at = plan.createdAt + spread(random, 5 * hour, 4 * day);
    return inOrder([...events.filter((event) => event.at < at), { at, kind: "cancel-order" }]);
  }
  const isRefused = plan.lines.every((line) => line.acceptedShare === 0);
  if (isRefused && isAnswered) {
    events.push({ at: answeredAt + spread(random, hour, 2 * day), kind: "close" });
    return inOrder(events.filter((event) => event.kind === "close" || event.at <= answeredAt));
  }
  if (!isAnswered)
    return inOrder([...events, { at: plan.window.end + spread(random, 3 * day, 9 * day), kind: "close" }]);
  return inOrder([...events, ...planReceipts(random, plan, events)]);
}

function planReceipts(random: Random, plan: OrderPlan, events: readonly OrderEvent[]): OrderEvent[] {
  const receipts = Math.max(...plan.lines.map((line) => line.receivedShares.length));
  const travel = plan.freight === "collect" ? spread(random, 3 * day, 9 * day) : spread(random, 0, 2 * day);
  // Goods follow the answer and the last change, and never come before the window.
  const earliest = events.map((event) => (event.kind === "window" ? event.start : event.at));
  let at = Math.max(plan.window.start, ...earliest) + travel;
  const receiving: OrderEvent[] = [];
  for (let i = 0; i < receipts; i++) {
    receiving.push({ at, kind: "receive" });
    at += spread(random, 6 * hour, 3 * day);
  }
  receiving.push({ at: at + spread(random, day, 5 * day), kind: "close" });
  return receiving;
}

function planChanges(random: Random, plan: OrderPlan): OrderEvent[] {
  if (!random.chance(0.14)) return [];
  const events: OrderEvent[] = [];
  const count = random.chance(0.25) ? 2 : 1;
  for (let i = 0; i < count; i++) {
    const at =
      plan.createdAt + spread(random, 3 * hour, Math.max(4 * hour, plan.window.start - plan.createdAt));
    events.push(planChange(random, plan, at));
  }
  return events;
}

function planChange(random: Random, plan: OrderPlan, at: number): OrderEvent {
  const line = random.pick(plan.lines);
  const kind = random.next();
  if (kind < 0.4) {
    const amount = Math.max(1, Math.round(line.amount * (random.chance(0.6) ? 0.5 : 1.5)));
    return {
      at,
      kind: "quantity",
      line: line.sequence,
      amount: amount === line.amount ? amount + 1 : amount,
    };
  }
  if (kind < 0.65) {
    const days = random.int(1, 6) * day;
    return { at, kind: "window", start: plan.window.start + days, end: plan.window.end + days };
  }
  if (kind < 0.8) return { at, kind: "cost", line: line.sequence, cost: lowerCost(line.cost) };
  return { at, kind: "cancel-line", line: line.sequence };
}

/** About 3 % less, with the digits the cost had: done on the minor unit, so no float reaches the text. */
function lowerCost(cost: string): string {
  const digits = cost.includes(".") ? cost.length - cost.indexOf(".") - 1 : 0;
  const minor = Math.max(1, Math.floor((Number(cost.replace(".", "")) * 97) / 100));
  const text = String(minor).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function spread(random: Random, from: number, to: number): number {
  return Math.floor((from + random.next() * (to - from)) / second) * second;
}

function inOrder(events: OrderEvent[]): OrderEvent[] {
  return events.sort((a, b) => a.at - b.at);
}
