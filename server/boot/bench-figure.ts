/** One measured figure against its bar; a bar of 0 means that it is printed for the record only. */
export type Figure = { name: string; value: number; bar: number; better: "lower" | "higher" };

/** @returns `name  value  bar  ok|short`. */
export function formatFigure({ name, value, bar, better }: Figure): { line: string; isShort: boolean } {
  const isBeyond = bar !== 0 && (better === "lower" ? value > bar : value < bar);
  const isShort = !Number.isFinite(value) || isBeyond;
  const shownBar = bar === 0 ? "-" : `${better === "lower" ? "≤" : "≥"} ${bar}`;
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  const cells = [name.padEnd(56), value.toFixed(digits).padStart(10), shownBar.padStart(8)];
  return { line: `${cells.join("  ")}  ${isShort ? "short" : "ok"}`, isShort };
}
