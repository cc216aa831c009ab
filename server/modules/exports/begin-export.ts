import { eq } from "drizzle-orm";
import { tenant } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { notFound } from "@/server/platform/errors";
import { type TableFile, writeTableFile } from "@/server/platform/table-file";
import { localText } from "@/server/platform/zoned-time";
import { fileName } from "./export-rules";
import type { ExportList, ExportShape } from "./input";

export type Export = { name: string; body: AsyncGenerator<Uint8Array> };
type Table<Row> = Pick<TableFile<Row>, "columns" | "pages"> & {
  list: ExportList;
  /** as asked, for the record */
  filter: Record<string, unknown>;
};

/** Puts the export on record, then hands out the file, whose rows are read while it is read. */
export async function beginExport<Row>(ctx: Ctx, shape: ExportShape, table: Table<Row>): Promise<Export> {
  requireAction(ctx, "list.export");
  const { format, scope, zone, columns } = shape;
  const { list, filter } = table;
  const name = await transact(ctx, async (tx) => {
    const [row] = await tx.select({ name: tenant.name }).from(tenant).where(eq(tenant.id, ctx.tenantId));
    if (!row) throw notFound("tenant");
    await recordAudit(tx, ctx, {
      action: "list.export",
      after: { list, format, scope, ...(scope === "view" && { columns, filter }) },
    });
    return row.name;
  });
  const day = localText(ctx.clock.now(), zone).slice(0, 10);
  return {
    name: fileName({ tenant: name, list, day, format }),
    body: writeTableFile(format, {
      name: `${list} ${day}`,
      columns: table.columns,
      pages: table.pages,
      zone,
    }),
  };
}

type Page<Row> = { rows: readonly Row[]; nextCursor: string | null };

/** Asked before each page; throws when the file must end here: its reader has left, or may not read on. */
export type Gate = () => Promise<void>;

/** All pages of a list by key, each in a transaction of its own: a slow reader holds no connection. */
export async function* readPages<Row>(
  read: (cursor: string | null) => Promise<Page<Row>>,
  gate: Gate,
): AsyncGenerator<readonly Row[]> {
  let cursor: string | null = null;
  do {
    await gate();
    const page: Page<Row> = await read(cursor);
    yield page.rows;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
