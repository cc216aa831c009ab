/** One measured figure against its bar; `atMost` and `atLeast` absent: printed for the record only. */
export type Figure = { name: string; value: number; unit?: string; atMost?: number; atLeast?: number };

/** @returns `name  value  bar  ok|short`. */
export function formatFigure(figure: Figure): { line: string; isShort: boolean } {
  const { name, value, unit = "", atMost, atLeast } = figure;
  const isShort =
    !Number.isFinite(value) ||
    (atMost !== undefined && value > atMost) ||
    (atLeast !== undefined && value < atLeast);
  const bar = atMost !== undefined ? `≤ ${atMost}` : atLeast !== undefined ? `≥ ${atLeast}` : "-";
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  const cells = [name.padEnd(52), `${value.toFixed(digits)}${unit}`.padStart(12), bar.padStart(8)];
  return { line: `${cells.join("  ")}  ${isShort ? "short" : "ok"}`, isShort };
}
