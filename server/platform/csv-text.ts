/** The byte order mark tells Excel that the file is UTF-8. */
export const csvStart = "\uFEFF";

/** Signs with which a spreadsheet begins a formula, also behind spaces, also in full width. */
const formulaStart = /^[\s\u00A0\u3000]*[=+\-@\t\r\n＝＋－＠]/u;
const plainNumber = /^[+-]?\d+(\.\d+)?$/;

/**
 * A text that no spreadsheet takes for a formula: what would begin one gets an apostrophe before it. A true number stays
 * one, whatever its sign.
 */
export function safeText(text: string): string {
  return formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/** One line by RFC 4180. */
export function csvLine(cells: readonly (string | { number: string })[]): string {
  return `${cells.map((cell) => (typeof cell === "string" ? quote(safeText(cell)) : cell.number)).join(",")}\r\n`;
}

function quote(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
