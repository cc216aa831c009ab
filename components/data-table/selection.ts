/** Chosen rows: the named ones, or all that match the filter but the named ones, loaded or not. */
export type Selection = { mode: "some" | "all"; ids: ReadonlySet<string> };

export const nothingSelected: Selection = { mode: "some", ids: new Set() };
export const everythingSelected: Selection = { mode: "all", ids: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.ids.has(id) !== (selection.mode === "all");
}

/** How many are chosen of `total` matching ones. */
export function countSelected(selection: Selection, total: number): number {
  return selection.mode === "all" ? Math.max(0, total - selection.ids.size) : selection.ids.size;
}

/** Sets some rows to chosen or not; the rest stays as it is. */
export function setSelected(selection: Selection, ids: readonly string[], chosen: boolean): Selection {
  const next = new Set(selection.ids);
  const named = chosen === (selection.mode === "some");
  for (const id of ids) {
    if (named) next.add(id);
    else next.delete(id);
  }
  return { mode: selection.mode, ids: next };
}

/** The ids between two rows of the list, both included, in either direction; only the second when the first has gone. */
export function idsBetween(list: readonly string[], from: string | null, to: string): string[] {
  const [a, b] = [from === null ? -1 : list.indexOf(from), list.indexOf(to)];
  if (b < 0) return [];
  if (a < 0) return [to];
  return list.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** The head's box over the loaded rows. */
export function headState(selection: Selection, loaded: readonly string[]): boolean | "mixed" {
  const chosen = loaded.filter((id) => isSelected(selection, id)).length;
  if (chosen === 0) return false;
  return chosen === loaded.length ? true : "mixed";
}
