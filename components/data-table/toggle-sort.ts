import type { SortKey } from "./grid-column";

/** A press on a head: up, down, off. With `add` the other columns keep their places, without it they go. */
export function toggleSort(sort: readonly SortKey[], id: string, add: boolean): SortKey[] {
  const key = sort.find((one) => one.id === id);
  const next = key ? (key.desc ? [] : [{ id, desc: true }]) : [{ id, desc: false }];
  if (!add) return next;
  return key ? sort.flatMap((one) => (one === key ? next : [one])) : [...sort, ...next];
}
