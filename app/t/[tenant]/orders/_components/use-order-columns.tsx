"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import { type MouseEvent, useMemo } from "react";
import { columnWidths } from "@/components/data-table/column-widths";
import type { GridColumn } from "@/components/data-table/grid-column";
import { useWorkspace } from "@/components/frame/workspace";
import { formatDayRange, formatInstant } from "@/components/i18n/format-date";
import { formatMoney } from "@/components/i18n/format-money";
import { formatNumber } from "@/components/i18n/format-number";
import { useReader } from "@/components/i18n/reader";
import { answeredUnits } from "@/components/orders/answered-units";
import { accountLabel, accountName, marketName } from "@/components/orders/market-name";
import { orderHref } from "@/components/orders/order-href";
import { OrderStatus } from "@/components/orders/order-status";
import type { OrderRow } from "@/components/orders/order-types";
import { OrderWindow } from "@/components/orders/order-window";
import { Countdown } from "@/components/ui/countdown";
import { DateTime } from "@/components/ui/date-time";
import { DiffCell } from "@/components/ui/diff-cell";
import { Money } from "@/components/ui/money";
import { Quantity } from "@/components/ui/quantity";
import { isAnswerShown, nextAct, shownStatus } from "@/db/words";

const zoneOf = (row: OrderRow) => row.amazonZone ?? undefined;
const moneyOf = (row: OrderRow) =>
  row.value === null ? null : { amount: row.value, currency: row.currency };
const answered = (row: OrderRow, units: number | null) => answeredUnits(units, !isAnswerShown(row.status));
const Dash = () => <span className="text-ink-3">–</span>;

/** not shown beside a peek in a window that has no room for them: the peek says the same */
const besidePeek = ["next", "received"];

/** Another tab or window may have it; a plain click is the row's own and peeks. The row itself is the tab stop. */
function OrderNumber({ href, number }: { href: Route; number: string }) {
  const press = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const row = event.currentTarget.closest("tr");
    // Enter must then open the row, not press this link again
    row?.focus({ preventScroll: true });
    row?.click();
  };
  return (
    <a href={href} onClick={press} tabIndex={-1} className="font-mono hover:underline">
      {number}
    </a>
  );
}

/** The columns of the grid; each also as the text that is copied. */
export function useOrderColumns(isNarrow: boolean, search: string): readonly GridColumn<OrderRow>[] {
  const t = useTranslations("orders");
  const { base } = useWorkspace();
  const { locale, zone } = useReader();
  return useMemo(() => {
    const instant = (at: Date | null) => (at ? formatInstant(at, zone, locale) : "");
    const figure = (value: number | null) => (value === null ? "" : formatNumber(value, locale));
    const next = (row: OrderRow) => {
      const act = nextAct(row);
      return act && t(`next.${act}`);
    };
    const width = (kind: keyof typeof columnWidths) => columnWidths[kind][locale];
    const columns: Omit<GridColumn<OrderRow>, "label">[] = [
      {
        id: "number",
        width: 86,
        pinned: true,
        fixed: true,
        sortable: true,
        cell: (row) => <OrderNumber href={orderHref(base, row.id, search)} number={row.number} />,
        text: (row) => row.number,
      },
      {
        id: "account",
        width: 92,
        grow: true,
        cell: (row) => (
          <span className="block truncate" title={accountName(row.market, row.connectionLabel)}>
            {marketName(row.market)}{" "}
            <span className="text-ink-2">{accountLabel(row.market, row.connectionLabel)}</span>
          </span>
        ),
        text: (row) => accountName(row.market, row.connectionLabel),
      },
      {
        id: "fc",
        width: 72,
        cell: (row) =>
          row.fcCode ? (
            <span className="text-ink-2">
              {row.fcCode}
              {row.country !== row.market && (
                <span className="text-12 text-ink-3"> {marketName(row.country)}</span>
              )}
            </span>
          ) : (
            <Dash />
          ),
        text: (row) => row.fcCode ?? "",
      },
      {
        id: "status",
        width: width("status"),
        cell: (row) => <OrderStatus status={shownStatus(row)} />,
        text: (row) => t(`status.${shownStatus(row)}`),
      },
      {
        id: "next",
        width: 84,
        cell: (row) => next(row) ?? <Dash />,
        text: (row) => next(row) ?? "",
      },
      {
        id: "due",
        width: width("clock"),
        sortable: true,
        cell: (row) =>
          row.nextDueAt ? <Countdown dueAt={row.nextDueAt} amazonZone={zoneOf(row)} /> : <Dash />,
        text: (row) => instant(row.nextDueAt),
      },
      {
        id: "units",
        width: 62,
        align: "end",
        sortable: true,
        cell: (row) => <Quantity value={row.orderedUnits} />,
        text: (row) => figure(row.orderedUnits),
      },
      {
        id: "accepted",
        width: width("diff"),
        align: "end",
        cell: (row) => (
          <DiffCell
            value={answered(row, row.acceptedUnits)}
            against={row.orderedUnits}
            open={!isAnswerShown(row.status)}
          />
        ),
        text: (row) => figure(answered(row, row.acceptedUnits)),
      },
      {
        id: "received",
        width: 106,
        align: "end",
        cell: (row) => (
          <DiffCell
            value={answered(row, row.receivedUnits)}
            against={row.acceptedUnits ?? row.orderedUnits}
            open={row.status !== "closed"}
          />
        ),
        text: (row) => figure(answered(row, row.receivedUnits)),
      },
      {
        id: "value",
        width: 122,
        align: "end",
        sortable: true,
        cell: (row) => <Money value={moneyOf(row)} />,
        text: (row) => {
          const money = moneyOf(row);
          return money ? `${money.currency} ${formatMoney(money, locale).figure}` : "";
        },
      },
      {
        id: "ordered",
        width: 132,
        sortable: true,
        hidden: true,
        cell: (row) => <DateTime at={row.orderedAt} amazonZone={zoneOf(row)} />,
        text: (row) => instant(row.orderedAt),
      },
      {
        id: "window",
        width: 128,
        hidden: true,
        cell: (row) => <OrderWindow order={row} zone={zoneOf(row)} short />,
        text: (row) =>
          row.windowStartAt && row.windowEndAt
            ? formatDayRange(row.windowStartAt, row.windowEndAt, zoneOf(row) ?? zone, locale)
            : "",
      },
      {
        id: "lines",
        width: 64,
        align: "end",
        hidden: true,
        cell: (row) => <Quantity value={row.lineCount} />,
        text: (row) => figure(row.lineCount),
      },
      {
        id: "vendorCode",
        width: 104,
        hidden: true,
        cell: (row) => (row.vendorCode ? <span className="font-mono">{row.vendorCode}</span> : <Dash />),
        text: (row) => row.vendorCode ?? "",
      },
      {
        id: "changed",
        width: 132,
        sortable: true,
        hidden: true,
        cell: (row) =>
          row.amazonChangedAt ? <DateTime at={row.amazonChangedAt} amazonZone={zoneOf(row)} /> : <Dash />,
        text: (row) => instant(row.amazonChangedAt),
      },
    ];
    return columns.map((column) => ({
      ...column,
      label: t(`columns.${columnKey(column.id)}`),
      hidden: column.hidden || (isNarrow && besidePeek.includes(column.id)),
    }));
  }, [t, locale, zone, isNarrow, base, search]);
}

type ColumnKey = keyof typeof import("@/components/i18n/messages/en/orders.json")["columns"];

function columnKey(id: string): ColumnKey {
  // the ids above are the keys of the words, which the test of messages keeps complete
  return id as ColumnKey;
}
