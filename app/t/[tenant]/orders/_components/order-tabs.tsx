"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { places } from "@/components/frame/places";
import { useWorkspace } from "@/components/frame/workspace";
import { formatNumber } from "@/components/i18n/format-number";
import { useNow, useReader } from "@/components/i18n/reader";
import {
  type OrderViewId,
  orderViewIds,
  orderViews,
  toOrderFilter,
  writeOrderFilters,
} from "@/components/orders/order-filters";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { ViewTabs } from "@/components/views/view-tabs";
import { localDay } from "@/server/platform/zoned-time";

type Props = { view: { id: OrderViewId; edited: boolean } };

/** The built-in views with how many POs each holds, and which of them is open. */
export function OrderTabs({ view }: Props) {
  const t = useTranslations("orders");
  const { locale } = useReader();
  const counts = useViewCounts();
  return (
    <ViewTabs
      grid="orders"
      path={places.orders.path}
      label={t("views")}
      near={view.id}
      builtIn={orderViewIds.map((id) => {
        const count = counts?.[id];
        return {
          id,
          query: writeOrderFilters(orderViews[id]).slice(1),
          label: t(`view.${id}`),
          ...(count !== undefined && { count: formatNumber(count, locale) }),
        };
      })}
    />
  );
}

/** From the roll-up, but for "today", which no roll-up knows. */
function useViewCounts(): Record<OrderViewId, number | undefined> | undefined {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const { zone } = useReader();
  const now = useNow();
  const filter = toOrderFilter(orderViews.today, zone, localDay(now, zone));
  const every = { refetchInterval: 60_000 };
  const markets = useQuery({ ...trpc.dashboards.markets.queryOptions({ tenant }), ...every }).data;
  const today = useQuery({ ...trpc.orders.summary.queryOptions({ tenant, filter }), ...every }).data;
  if (!markets) return undefined;
  const sum = (field: "toConfirm" | "answered" | "changed" | "confirmed" | "closed" | "cancelled") =>
    markets.reduce((total, row) => total + row[field], 0);
  const open = sum("toConfirm") + sum("answered") + sum("changed") + sum("confirmed");
  return {
    open,
    "to-confirm": sum("toConfirm"),
    today: today?.orders,
    changed: sum("changed"),
    closed: sum("closed"),
    all: open + sum("closed") + sum("cancelled"),
  };
}
