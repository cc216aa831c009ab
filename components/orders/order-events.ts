import { isAnswerShown } from "@/db/words";
import type { OrderChange, OrderDetail } from "./order-types";

/** What happened to an order as far as we have evidence of it. */
export type OrderEvent =
  | { kind: "answer"; at: Date }
  | { kind: "changed"; at: Date; change: OrderChange }
  | { kind: "received"; at: Date; received: number; accepted: number; isAll: boolean }
  | { kind: "confirmed"; at: Date; accepted: number; ordered: number; rejected: number }
  | { kind: "closed" | "cancelled"; at: Date }
  | { kind: "first-read"; at: Date }
  | { kind: "ordered"; at: Date };

/** Newest first; what Amazon waits for stands on top although its time is to come. */
export function listOrderEvents(order: OrderDetail): OrderEvent[] {
  const past: OrderEvent[] = [
    { kind: "ordered", at: order.orderedAt },
    { kind: "first-read", at: order.firstSeenAt },
    ...order.changes.map((change): OrderEvent => ({ kind: "changed", at: change.seenAt, change })),
  ];
  const statusAt = order.statusUpdatedAt ?? order.statusSeenAt;
  if (statusAt && order.acceptedUnits !== null && isAnswerShown(order.status)) {
    past.push({
      kind: "confirmed",
      at: statusAt,
      accepted: order.acceptedUnits,
      ordered: order.orderedUnits,
      rejected: order.rejectedUnits ?? 0,
    });
  }
  const receivedAt = order.lines
    .flatMap((line) => line.lastReceivedAt ?? [])
    .sort((a, b) => b.getTime() - a.getTime())[0];
  if (order.receivedUnits && (receivedAt ?? statusAt)) {
    const accepted = order.acceptedUnits ?? order.orderedUnits;
    past.push({
      kind: "received",
      at: receivedAt ?? statusAt ?? order.seenAt,
      received: order.receivedUnits,
      accepted,
      isAll: order.receivedUnits >= accepted,
    });
  }
  if (order.status === "closed" || order.status === "cancelled") {
    past.push({ kind: order.status, at: order.stateChangedAt ?? order.amazonChangedAt ?? order.seenAt });
  }
  past.sort((a, b) => b.at.getTime() - a.at.getTime() || rank(b) - rank(a));
  return order.status === "to-confirm" ? [{ kind: "answer", at: order.confirmDueAt }, ...past] : past;
}

const atOnce: readonly OrderEvent["kind"][] = [
  "ordered",
  "first-read",
  "confirmed",
  "changed",
  "received",
  "closed",
  "cancelled",
];
const rank = (event: OrderEvent) => atOnce.indexOf(event.kind);
