"use client";

import { accountName } from "@/components/orders/market-name";
import { OrderStatus } from "@/components/orders/order-status";
import type { OrderRow } from "@/components/orders/order-types";
import { Countdown } from "@/components/ui/countdown";
import { Money } from "@/components/ui/money";
import { shownStatus } from "@/db/words";

/** A PO on a phone: number and value, state or clock, account and place. */
export function OrderCard({ row }: { row: OrderRow }) {
  const money = row.value === null ? null : { amount: row.value, currency: row.currency };
  return (
    <span className="grid h-full grid-cols-[minmax(0,1fr)_max-content] content-center gap-x-3">
      <span className="truncate">
        <span className="font-mono font-medium">{row.number}</span>
        <span className="pl-2 text-12 text-ink-2">{accountName(row.market, row.connectionLabel)}</span>
      </span>
      <span className="text-right">
        <Money value={money} />
      </span>
      <span className="truncate">
        <OrderStatus status={shownStatus(row)} />
        {row.fcCode && <span className="pl-2 text-12 text-ink-2">{row.fcCode}</span>}
      </span>
      <span className="text-right">{row.nextDueAt && <Countdown dueAt={row.nextDueAt} />}</span>
    </span>
  );
}
