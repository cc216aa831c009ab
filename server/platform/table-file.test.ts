import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvLine, safeText } from "./csv-text";
import { type FileColumn, type FileFormat, writeTableFile } from "./table-file";

type Row = { text: string | null; amount: string | null; at: Date | null };
const columns: FileColumn<Row>[] = [
  { label: "Text", kind: "text", value: (row) => row.text },
  { label: "金额", kind: "number", value: (row) => row.amount },
  { label: "At (Asia/Tokyo)", kind: "instant", value: (row) => row.at },
];

async function* once(rows: readonly Row[]) {
  yield rows;
}

async function write(format: FileFormat, rows: readonly Row[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const file = { name: "Orders", columns, pages: once(rows), zone: "Asia/Tokyo" };
  for await (const part of writeTableFile(format, file)) parts.push(part);
  return Buffer.concat(parts);
}

/** As a reader does that knows RFC 4180 and nothing of us. */
function parseCsv(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    lines.push(line);
    line = [];
  }
  return lines;
}

/** An entry by the archive's directory, as every reader of ZIP files finds it. */
function unzip(archive: Buffer, wanted: string): string {
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06"));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, size, name] = [
      archive.readUInt32LE(at + 20),
      archive.readUInt32LE(at + 24),
      archive.readUInt16LE(at + 28),
    ];
    const from = archive.readUInt32LE(at + 42);
    if (archive.toString("utf8", at + 46, at + 46 + name) === wanted) {
      const start = from + 30 + archive.readUInt16LE(from + 26);
      const content = inflateRawSync(archive.subarray(start, start + packed));
      expect(content.length).toBe(size);
      return content.toString();
    }
    at += 46 + name;
  }
  throw new Error(`no ${wanted}`);
}

const readEntities = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").replaceAll("_x005F_", "_");
const textsOf = (sheet: string) =>
  [...sheet.matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g)].map((match) => readEntities(match[1] ?? ""));

const attacks = [
  "=1+1",
  "+1+1",
  "-1+1",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  " =cmd|' /C calc'!A0",
  "＝1+1",
  "-2-3",
  '=HYPERLINK("http://evil.example","x")',
];

describe("a CSV file", () => {
  test("begins with the mark of UTF-8 and ends each line as RFC 4180 says", async () => {
    const at = new Date("2026-11-23T18:05:59Z");
    const file = await write("csv", [
      { text: 'a "b", c\nd', amount: "-12.50", at },
      { text: null, amount: null, at: null },
    ]);
    expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(file.toString().slice(1)).toBe(
      'Text,金额,At (Asia/Tokyo)\r\n"a ""b"", c\nd",-12.50,2026-11-24 03:05\r\n,,\r\n',
    );
  });

  test.each(attacks)("holds no formula: %j is text behind an apostrophe", (text) => {
    expect(parseCsv(csvLine([text]))).toEqual([[`'${text}`]]);
  });

  test.each(["-12", "+12.5", "0", "-0.004", "12,5", "PO-1", "a=b", ""])("leaves %j as it is", (text) => {
    expect(safeText(text)).toBe(text);
  });

  test("gives back every text, and lets none begin a formula", () => {
    const start = fc.constantFrom("", "=", "+", "-", "@", "\t", "\r", " ", '"', "'");
    fc.assert(
      fc.property(fc.array(fc.tuple(start, fc.string({ unit: "binary" })), { minLength: 1 }), (made) => {
        const texts = made.map((parts) => parts.join(""));
        const [back] = parseCsv(csvLine(texts));
        expect(back?.map((text, i) => (text === texts[i] ? text : text.slice(1)))).toEqual(texts);
        for (const text of back ?? [])
          expect(/^\s*[=+\-@]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("an XLSX file", () => {
  const read = async (rows: readonly Row[]) => unzip(await write("xlsx", rows), "xl/worksheets/sheet1.xml");

  test("holds numbers as numbers, instants as dates of the reader's clock, and nothing where nothing is", async () => {
    const sheet = await read([
      { text: "PO", amount: "-12345678901.123456", at: new Date("2026-11-23T18:05:00Z") },
      { text: null, amount: null, at: null },
    ]);
    expect(sheet).toContain('<c r="B2"><v>-12345678901.123456</v></c>');
    // 2026-11-24 03:05 in Tokyo: 46,350 days and a bit since 1899-12-30
    expect(Number(/<c r="C2" s="2"><v>([\d.]+)/.exec(sheet)?.[1])).toBeCloseTo(
      46_350 + (3 * 60 + 5) / 1440,
      8,
    );
    expect(sheet).toContain('<row r="3"></row>');
  });

  test.each(attacks)("holds %j as text, never as a formula", async (text) => {
    const sheet = await read([{ text, amount: null, at: null }]);
    expect(textsOf(sheet)[3]).toBe(text);
    expect(sheet).not.toContain("<f>");
  });

  test("is whole XML whatever a text holds, and gives every text back that XML can hold", async () => {
    const texts = fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(texts, async (made) => {
        const sheet = await read(
          [...made, "_x000D_", "]]>"].map((text) => ({ text, amount: null, at: null })),
        );
        expect(textsOf(sheet).slice(3)).toEqual([...made.filter((text) => text !== ""), "_x000D_", "]]>"]);
      }),
      { numRuns: 100 },
    );
    const strange = await read([{ text: "a\0\u0008b\ud800c", amount: null, at: null }]);
    expect(textsOf(strange)[3]).toBe("a\uFFFD\uFFFDb\uFFFDc");
  });

  test("fails loudly at its end of rows", async () => {
    async function* endless() {
      const page = Array.from({ length: 100_000 }, (): Row => ({ text: null, amount: null, at: null }));
      for (;;) yield page;
    }
    const file = { name: "x", columns, pages: endless(), zone: "UTC" };
    const drain = async () => {
      for await (const part of writeTableFile("xlsx", file)) if (part.length > 1e9) return;
    };
    await expect(drain()).rejects.toMatchObject({ code: "LIMIT" });
  });
});

test.each(["csv", "xlsx"] as const)("%s: whoever stops reading stops the rows", async (format) => {
  let [read, closed] = [0, false];
  async function* pages() {
    try {
      for (;;) {
        read += 1;
        yield Array.from(
          { length: 5000 },
          (_, i): Row => ({ text: `${Math.sin(read * 7919 + i)}`, amount: "1", at: null }),
        );
      }
    } finally {
      closed = true;
    }
  }
  let bytes = 0;
  for await (const part of writeTableFile(format, { name: "x", columns, pages: pages(), zone: "UTC" })) {
    bytes += part.length;
    if (bytes > 200_000) break;
  }
  await expect.poll(() => closed).toBe(true);
  expect(read).toBeLessThan(30);
});
