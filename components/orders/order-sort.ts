import type { SortKey } from "@/components/data-table/grid-column";
import { type OrderFilterState, openStatuses } from "./order-filters";
import type { OrderSort } from "./order-types";

export const orderSortIds = ["due", "ordered", "changed", "value", "units", "number"] as const;
type SortId = (typeof orderSortIds)[number];

const isSortId = (id: string): id is SortId => orderSortIds.some((one) => one === id);

/** Open work by its clock; what has no clock any more by its date, newest first; changes by when they were found. */
export function defaultSort(filters: Pick<OrderFilterState, "status">): SortKey[] {
  const statuses = filters.status ?? openStatuses;
  if (statuses.length === 1 && statuses[0] === "changed") return [{ id: "changed", desc: true }];
  return statuses.includes("to-confirm") ? [{ id: "due", desc: false }] : [{ id: "ordered", desc: true }];
}

/** At most three keys, as the server takes them. */
export function toOrderSort(
  sort: readonly SortKey[] | null,
  filters: Pick<OrderFilterState, "status">,
): OrderSort {
  const known = (sort ?? []).filter((key) => isSortId(key.id)).slice(0, 3);
  const keys = known.length > 0 ? known : defaultSort(filters);
  return keys.flatMap(({ id, desc }) =>
    isSortId(id) ? [{ by: id, direction: desc ? ("desc" as const) : ("asc" as const) }] : [],
  );
}
