import { csvLine, csvStart } from "./csv-text";
import { writeXlsx } from "./xlsx-file";
import { localText } from "./zoned-time";

/** One column of a table that leaves as a file; a number is plain decimal text, exact to its last digit. */
export type FileColumn<Row> = { label: string; width?: number } & (
  | { kind: "text"; value: (row: Row) => string | null }
  | { kind: "number"; value: (row: Row) => string | number | null }
  | { kind: "instant"; value: (row: Row) => Date | null }
);

export type TableFile<Row> = {
  name: string;
  columns: readonly FileColumn<Row>[];
  /** read as the file is read, a page at a time; ended early when nobody reads any more */
  pages: AsyncIterable<readonly Row[]>;
  /** instants are written as that place's clock shows them */
  zone: string;
};

export const fileFormats = ["csv", "xlsx"] as const;
export type FileFormat = (typeof fileFormats)[number];

export const mediaTypes: Record<FileFormat, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** The file's bytes as they come; its first ones before the first row is read. Holds one page at a time. */
export function writeTableFile<Row>(format: FileFormat, file: TableFile<Row>): AsyncGenerator<Uint8Array> {
  return format === "csv" ? writeCsv(file) : writeXlsx(file);
}

async function* writeCsv<Row>({ columns, pages, zone }: TableFile<Row>): AsyncGenerator<Uint8Array> {
  yield Buffer.from(csvStart + csvLine(columns.map(({ label }) => label)));
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield Buffer.from(
      page.map((row) => csvLine(columns.map((column) => csvCell(column, row, zone)))).join(""),
    );
  }
}

function csvCell<Row>(column: FileColumn<Row>, row: Row, zone: string): string | { number: string } {
  if (column.kind === "text") return column.value(row) ?? "";
  const value = column.value(row);
  if (value === null) return "";
  return value instanceof Date ? localText(value, zone) : { number: `${value}` };
}
