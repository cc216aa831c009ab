import { dayNumber, sixMonthsBefore } from "./calendar";
import { createCatalogue, type Product } from "./catalogue";
import { generateDay } from "./generate-order";
import type { VendorGroup } from "./groups";
import type { OrderEvent, OrderPlan } from "./order-plan";

/** All orders of one vendor group: generated days, made on first sight and kept, and orders put in by hand. */
export type OrderBook = {
  group: VendorGroup;
  catalogue: readonly Product[];
  /** orders created in [from, to), oldest first */
  between(from: number, to: number): OrderPlan[];
  /** null when no such order was placed in the six months up to `now` */
  find(number: string, now: number): OrderPlan | null;
  add(plan: OrderPlan): void;
  /** how many were put in by hand */
  added(): number;
  /** adds to the fate of an order; what was planned for later is dropped when it ends the order, or was an answer */
  happen(plan: OrderPlan, event: OrderEvent): void;
};

/** Nothing here depends on when or how often it is asked: a jump of the clock gives what running gives. */
export function createOrderBook(seed: number, group: VendorGroup): OrderBook {
  const catalogue = createCatalogue(seed, group);
  const days = new Map<number, OrderPlan[]>();
  const byHand: OrderPlan[] = [];
  const dayOf = (number: number) => {
    const known = days.get(number);
    if (known) return known;
    const made = generateDay({ seed, group, catalogue, dayNumber: number });
    days.set(number, made);
    return made;
  };
  const between = (from: number, to: number) => {
    const { zone } = group.country;
    const found = byHand.filter((plan) => plan.createdAt >= from && plan.createdAt < to);
    for (let number = dayNumber(zone, from); number <= dayNumber(zone, to); number++) {
      for (const plan of dayOf(number)) if (plan.createdAt >= from && plan.createdAt < to) found.push(plan);
    }
    return found.sort(byCreation);
  };
  return {
    group,
    catalogue,
    between,
    find: (number, now) =>
      between(sixMonthsBefore(now), now + 1).find((plan) => plan.number === number) ?? null,
    add: (plan) => {
      byHand.push(plan);
    },
    added: () => byHand.length,
    happen: (plan, event) => {
      const ends = event.kind === "cancel-order" || event.kind === "close";
      const kept = plan.events.filter((other) => {
        if (other.at <= event.at) return true;
        return !ends && !(event.kind === "answer" && other.kind === "acknowledge");
      });
      plan.events = [...kept, event].sort((a, b) => a.at - b.at);
    },
  };
}

/** Oldest first; the number settles orders of the same second. */
export function byCreation(a: OrderPlan, b: OrderPlan): number {
  return a.createdAt - b.createdAt || (a.number < b.number ? -1 : a.number > b.number ? 1 : 0);
}
