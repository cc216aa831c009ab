import { createTranslator } from "next-intl";
import en from "@/components/i18n/messages/en/orders.json";
import zh from "@/components/i18n/messages/zh-CN/orders.json";
import { isAnswerShown, nextAct, shownStatus } from "@/db/words";
import { type Ctx, requireAction } from "@/server/access/context";
import type { ListOrdersInput } from "@/server/modules/orders/input";
import { listOrders } from "@/server/modules/orders/list-orders";
import type { FileColumn } from "@/server/platform/table-file";
import { beginExport, type Export, type Gate, readPages } from "./begin-export";
import { pickColumns } from "./export-rules";
import type { ExportShape } from "./input";

type Row = Awaited<ReturnType<typeof listOrders>>["rows"][number];
type Column = FileColumn<Row> & { id: string };
export type ExportOrdersInput = ExportShape & Pick<ListOrdersInput, "filter" | "sort">;

const rowsAtOnce = 1000;

/** The orders of a view, or all of them, as a file; each page is read when the one before has left. */
export async function exportOrders(ctx: Ctx, input: ExportOrdersInput, gate: Gate): Promise<Export> {
  requireAction(ctx, "order.view");
  const isAll = input.scope === "all";
  const { environment, ...filter } = input.filter;
  const asked = isAll ? { environment } : input.filter;
  const all = listColumns(input);
  return beginExport(ctx, input, {
    list: "orders",
    filter,
    columns: withCurrency(isAll ? all : pickColumns(all, input.columns), all),
    pages: readPages(
      (cursor) => listOrders(ctx, { filter: asked, sort: input.sort, cursor, limit: rowsAtOnce }),
      gate,
    ),
  });
}

/** A value says nothing without its currency: the two stand side by side. */
function withCurrency(columns: readonly Column[], all: readonly Column[]): Column[] {
  const currency = all.filter(({ id }) => id === "currency");
  const bare = columns.filter(({ id }) => id !== "currency");
  return bare.flatMap((column) => (column.id === "value" ? [column, ...currency] : [column]));
}

/** What Amazon says of units while nobody has answered is 0, and is no answer. */
const answered = (row: Row, units: number | null) =>
  !isAnswerShown(row.status) && units === 0 ? null : units;

function listColumns({ locale, zone }: ExportShape): Column[] {
  const t = createTranslator({
    locale,
    messages: { orders: locale === "en" ? en : zh },
    namespace: "orders",
  });
  const at = (word: string) => `${word} (${zone})`;
  const next = (row: Row) => {
    const act = nextAct(row);
    return act && t(`next.${act}`);
  };
  const c = (id: keyof typeof en.columns) => t(`columns.${id}`);
  return [
    { id: "number", label: c("number"), kind: "text", value: (row) => row.number },
    {
      id: "account",
      label: c("account"),
      kind: "text",
      value: (row) => `${market(row.market)} · ${row.connectionLabel}`,
    },
    { id: "fc", label: c("fc"), kind: "text", value: (row) => row.fcCode },
    { id: "status", label: c("status"), kind: "text", value: (row) => t(`status.${shownStatus(row)}`) },
    { id: "next", label: c("next"), kind: "text", value: next },
    { id: "due", label: at(c("due")), kind: "instant", value: (row) => row.nextDueAt },
    { id: "units", label: c("units"), kind: "number", value: (row) => row.orderedUnits },
    {
      id: "accepted",
      label: c("accepted"),
      kind: "number",
      value: (row) => answered(row, row.acceptedUnits),
    },
    {
      id: "received",
      label: c("received"),
      kind: "number",
      value: (row) => answered(row, row.receivedUnits),
    },
    { id: "value", label: c("value"), kind: "number", value: (row) => row.value && plain(row.value) },
    { id: "currency", label: t("filters.currency"), kind: "text", value: (row) => row.currency },
    { id: "ordered", label: at(c("ordered")), kind: "instant", value: (row) => row.orderedAt },
    {
      id: "window",
      label: `${at(c("window"))} ${t("filters.from")}`,
      kind: "instant",
      value: (row) => row.windowStartAt,
    },
    {
      id: "window",
      label: `${at(c("window"))} ${t("filters.to")}`,
      kind: "instant",
      value: (row) => row.windowEndAt,
    },
    { id: "lines", label: c("lines"), kind: "number", value: (row) => row.lineCount },
    { id: "vendorCode", label: c("vendorCode"), kind: "text", value: (row) => row.vendorCode },
    { id: "changed", label: at(c("changed")), kind: "instant", value: (row) => row.amazonChangedAt },
  ];
}

/** Amazon and its vendors say UK. */
const market = (country: string) => (country === "GB" ? "UK" : country);

/** "1234.500000" as "1234.50": exact, at least two digits when there are any. */
const plain = (value: string) => value.replace(/(\.\d{2}\d*?)0+$/, "$1").replace(/\.00$/, "");
