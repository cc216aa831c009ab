/** Text for a spreadsheet's clipboard: one line a row, nothing in it that a spreadsheet would run as a formula. */
export function toTsv<Row>(
  columns: readonly { label: string; text: (row: Row) => string }[],
  rows: readonly Row[],
): string {
  const lines = [
    columns.map((column) => column.label),
    ...rows.map((row) => columns.map((column) => column.text(row))),
  ];
  return lines.map((cells) => cells.map(safeCell).join("\t")).join("\r\n");
}

function safeCell(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, " ").replace(/^\u2212(?=[\d.])/, "-");
  // a signed number is a number; any other text with a formula's first letter is quoted
  if (/^[+-]?[\d.,]+( ?%)?$/.test(line)) return line;
  return /^[=+\-@]/.test(line) ? `'${line}` : line;
}
