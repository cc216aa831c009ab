import { AppError } from "./errors";
import type { FileColumn, TableFile } from "./table-file";
import { zipStream } from "./zip-stream";
import { localText } from "./zoned-time";

/** rows that a sheet can hold (ECMA-376: 1,048,576 with the head) */
const mostRows = 1_048_575;
const mostLetters = 32_767;
/** order of the `cellXfs` in `styles` below */
const styles = { head: 1, instant: 2 } as const;
const widths = { text: 22, number: 13, instant: 17 } as const;
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = "http://schemas.openxmlformats.org";
const main = `${office}/spreadsheetml/2006/main`;
const relations = `${office}/officeDocument/2006/relationships`;

/**
 * One sheet by ECMA-376, a stream from its first row: text as text (nothing in it is ever a formula), numbers as
 * numbers, instants as dates of the reader's clock. Throws when there are more rows than a sheet can hold.
 */
export function writeXlsx<Row>(file: TableFile<Row>): AsyncGenerator<Uint8Array> {
  return zipStream([
    { name: "[Content_Types].xml", content: [contentTypes] },
    { name: "_rels/.rels", content: [rootRelations] },
    { name: "xl/workbook.xml", content: [workbook(file.name)] },
    { name: "xl/_rels/workbook.xml.rels", content: [workbookRelations] },
    { name: "xl/styles.xml", content: [styleSheet] },
    { name: "xl/worksheets/sheet1.xml", content: writeSheet(file) },
  ]);
}

async function* writeSheet<Row>({ columns, pages, zone }: TableFile<Row>): AsyncGenerator<string> {
  const cols = columns.map(
    ({ kind, width }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width ?? widths[kind]}" customWidth="1"/>`,
  );
  yield `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join("")}</cols><sheetData>`;
  yield rowOf(
    1,
    columns.map(({ label }) => textCell(label, styles.head)),
  );
  let count = 0;
  for await (const page of pages) {
    const above = count + 2;
    count += page.length;
    if (count > mostRows) throw new AppError("LIMIT", "more rows than a sheet can hold", { reason: "rows" });
    const cells = (row: Row) => columns.map((column) => cell(column, row, zone));
    yield page.map((row, i) => rowOf(above + i, cells(row))).join("");
  }
  yield "</sheetData></worksheet>";
}

/** A row with its cells' places, which the norm lets one leave out and some readers insist on; empty cells are left out. */
function rowOf(number: number, cells: readonly string[]): string {
  const placed = cells.map((one, i) => (one === "" ? "" : `<c r="${columnLetters(i)}${number}"${one}`));
  return `<row r="${number}">${placed.join("")}</row>`;
}

/** 0 is A, 26 is AA. */
const columnLetters = (index: number): string =>
  (index < 26 ? "" : columnLetters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** A cell behind its place; nothing where nothing is. */
function cell<Row>(column: FileColumn<Row>, row: Row, zone: string): string {
  const value = column.value(row);
  if (value === null || value === "") return "";
  if (column.kind === "text") return textCell(`${value}`);
  if (value instanceof Date) return ` s="${styles.instant}"><v>${dayNumber(value, zone)}</v></c>`;
  return `><v>${value}</v></c>`;
}

function textCell(text: string, style?: number): string {
  const look = style === undefined ? "" : ` s="${style}"`;
  return ` t="inlineStr"${look}><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
}

/** Days since 1899-12-30, as spreadsheets count, by the clock of the place. */
function dayNumber(at: Date, zone: string): number {
  return Date.parse(`${localText(at, zone).replace(" ", "T")}:00Z`) / 86_400_000 + 25_569;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Text as XML can hold it; `_x000D_` is a control character to a spreadsheet, so its underscore is written as one. */
function escapeText(text: string): string {
  return (
    text
      .slice(0, mostLetters)
      .toWellFormed()
      .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those that XML 1.0 has no spelling for
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD")
      .replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign)
  );
}

/** A sheet's name: at most 31 letters, none of those that stand in addresses. */
function workbook(name: string): string {
  const sheet = escapeText(name.replaceAll(/[[\]:*?/\\"']/g, " ").slice(0, 31));
  return `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
}

const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const contentTypes = `${xml}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheet}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/></Types>`;

const relationsOf = (targets: readonly [type: string, target: string][]) =>
  `${xml}<Relationships xmlns="${office}/package/2006/relationships">${targets
    .map(
      ([type, target], i) =>
        `<Relationship Id="rId${i + 1}" Type="${relations}/${type}" Target="${target}"/>`,
    )
    .join("")}</Relationships>`;
const rootRelations = relationsOf([["officeDocument", "xl/workbook.xml"]]);
const workbookRelations = relationsOf([
  ["worksheet", "worksheets/sheet1.xml"],
  ["styles", "styles.xml"],
]);

const styleSheet = `${xml}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;
