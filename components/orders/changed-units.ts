import type { OrderDetail } from "./order-types";

/**
 * Lines of the unseen change, with the quantity before it; null where something else of the line changed, or the line
 * is new. Empty once the change was seen: then it is history.
 */
export function changedUnits(order: Pick<OrderDetail, "status" | "changes">): Map<string, number | null> {
  const found = new Map<string, number | null>();
  if (order.status !== "changed") return found;
  for (const { line, path, before } of order.changes[0]?.changes ?? []) {
    if (line === null) continue;
    const units = path === "orderedUnits" && before !== null ? Number(before) : (found.get(line) ?? null);
    found.set(line, units);
  }
  return found;
}
