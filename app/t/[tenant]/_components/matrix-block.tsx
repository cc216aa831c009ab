"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Clock, GitCompare, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { formatNumber } from "@/components/i18n/format-number";
import { useReader } from "@/components/i18n/reader";
import { marketName } from "@/components/orders/market-name";
import { ordersHref } from "@/components/orders/order-href";
import type { MarketRow, OrderStatusCode } from "@/components/orders/order-types";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Skeleton } from "@/components/ui/skeleton";
import { type Tone, toneInk } from "@/components/ui/tones";
import { Block } from "./block";

type Field = "toConfirm" | "answered" | "changed" | "confirmed" | "closed";
type Column = { field: Field; status: OrderStatusCode; mark?: { icon: LucideIcon; tone: Tone } };

const columns: readonly Column[] = [
  { field: "toConfirm", status: "to-confirm", mark: { icon: Clock, tone: "amber" } },
  { field: "changed", status: "changed", mark: { icon: GitCompare, tone: "violet" } },
  { field: "answered", status: "answered" },
  { field: "confirmed", status: "confirmed" },
  { field: "closed", status: "closed" },
];
const later = ["asn", "invoices"] as const;
const skeletonRows = ["a", "b", "c", "d"];

/** Markets × documents. Every figure leads to the grid with exactly its filter. */
export function MatrixBlock() {
  const t = useTranslations("home.matrix");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const query = useQuery({ ...trpc.dashboards.markets.queryOptions({ tenant }), refetchInterval: 30_000 });
  const { data } = query;
  return (
    <Block id="matrix-title" title={t("title")} note={t("note")}>
      {!data && query.isError ? <QueryError title={t("failed")} query={query} /> : <Matrix rows={data} />}
    </Block>
  );
}

function Matrix({ rows }: { rows: readonly MarketRow[] | undefined }) {
  const t = useTranslations("home.matrix");
  const tCommon = useTranslations("common");
  return (
    <ScrollRegion labelledBy="matrix-title" className="-mx-1 px-1">
      <table className="w-full min-w-130 border-separate border-spacing-0 [&_td]:px-2 [&_th]:px-2 [&_th]:font-normal [&_td:first-child]:pl-0 [&_th:first-child]:pl-0">
        <thead className="text-left">
          <tr className="h-8">
            <td />
            <th colSpan={columns.length} scope="colgroup" className="border-l border-line pl-3">
              {t("groups.orders")}
            </th>
            {later.map((group) => (
              <th key={group} scope="colgroup" className="w-34 border-l border-line pl-3">
                {t(`groups.${group}`)}
              </th>
            ))}
          </tr>
          <tr className="h-7 text-12 text-ink-2 [&>*]:border-b [&>*]:border-line">
            <th scope="col">{t("market")}</th>
            {columns.map(({ field }, index) => (
              <th
                key={field}
                scope="col"
                className={clsx("text-right", index === 0 && "border-l border-line")}
              >
                {t(`statuses.${field}`)}
              </th>
            ))}
            {later.map((group) => (
              <td key={group} className="border-l border-line" />
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr>*]:border-b [&>tr>*]:border-line">
          {rows?.map((row) => (
            <tr key={row.country} className="h-8">
              <th scope="row" className="text-left whitespace-nowrap">
                <span className="font-medium">{marketName(row.country)}</span>{" "}
                <span className="text-12 text-ink-3">{row.region.toUpperCase()}</span>
              </th>
              {columns.map((column, index) => (
                <td key={column.field} className={clsx("text-right", index === 0 && "border-l border-line")}>
                  <Figure
                    column={column}
                    count={row[column.field]}
                    markets={[row.country]}
                    name={marketName(row.country)}
                  />
                </td>
              ))}
              {later.map((group) => (
                <td key={group} className="border-l border-line pl-3 text-12 whitespace-nowrap text-ink-3">
                  {tCommon("notYetUsed")}
                </td>
              ))}
            </tr>
          ))}
          {rows && rows.length > 1 && <TotalRow rows={rows} />}
          {!rows &&
            skeletonRows.map((row) => (
              <tr key={row} className="h-8">
                <td colSpan={columns.length + 3}>
                  <Skeleton width="96%" />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Counts may be added over markets; money never is. */
function TotalRow({ rows }: { rows: readonly MarketRow[] }) {
  const t = useTranslations("home.matrix");
  return (
    <tr className="h-8 text-ink-2">
      <th scope="row" className="text-left">
        {t("all")}
      </th>
      {columns.map((column, index) => (
        <td key={column.field} className={clsx("text-right", index === 0 && "border-l border-line")}>
          <Figure
            column={{ ...column, mark: undefined }}
            count={rows.reduce((sum, row) => sum + row[column.field], 0)}
            markets={null}
            name={t("all")}
          />
        </td>
      ))}
      {later.map((group) => (
        <td key={group} className="border-l border-line" />
      ))}
    </tr>
  );
}

type FigureProps = { column: Column; count: number; markets: string[] | null; name: string };

function Figure({ column, count, markets, name }: FigureProps) {
  const t = useTranslations("home.matrix");
  const { base } = useWorkspace();
  const { locale } = useReader();
  if (count === 0) return <span className="text-ink-3">0</span>;
  const Icon = column.mark?.icon;
  return (
    <Link
      href={ordersHref(base, { status: [column.status], market: markets })}
      aria-label={t("figure", { count, status: t(`statuses.${column.field}`), market: name })}
      className="-mr-1.5 inline-flex h-6 min-w-6 items-center justify-end gap-1.5 rounded-4 px-1.5 hover:bg-hover hover:text-accent"
    >
      {Icon && <Icon size={13} aria-hidden="true" className={toneInk[column.mark?.tone ?? "grey"]} />}
      {formatNumber(count, locale)}
    </Link>
  );
}
