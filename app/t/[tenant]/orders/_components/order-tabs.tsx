"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { placeHref } from "@/components/frame/place-href";
import { places } from "@/components/frame/places";
import { useWorkspace } from "@/components/frame/workspace";
import { formatNumber } from "@/components/i18n/format-number";
import { useNow, useReader } from "@/components/i18n/reader";
import {
  localDay,
  type OrderViewId,
  orderViewIds,
  orderViews,
  toOrderFilter,
  writeOrderFilters,
} from "@/components/orders/order-filters";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { LinkTabs } from "@/components/ui/tabs";

type Props = { view: { id: OrderViewId; edited: boolean } };

/** The built-in views with how many POs each holds, and which of them is open. */
export function OrderTabs({ view }: Props) {
  const t = useTranslations("orders");
  const tCommon = useTranslations("common");
  const { base } = useWorkspace();
  const { locale } = useReader();
  const counts = useViewCounts();
  return (
    <LinkTabs
      label={t("views")}
      tabs={orderViewIds.map((id) => {
        const count = counts?.[id];
        return {
          href: placeHref(base, `${places.orders.path}${writeOrderFilters(orderViews[id])}`),
          label: t(`view.${id}`),
          current: view.id === id,
          ...(count !== undefined && { count: formatNumber(count, locale) }),
          ...(view.id === id && view.edited && { note: tCommon("edited") }),
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
  const sum = (field: "toConfirm" | "changed" | "confirmed" | "closed" | "cancelled") =>
    markets.reduce((total, row) => total + row[field], 0);
  const open = sum("toConfirm") + sum("changed") + sum("confirmed");
  return {
    open,
    "to-confirm": sum("toConfirm"),
    today: today?.orders,
    changed: sum("changed"),
    closed: sum("closed"),
    all: open + sum("closed") + sum("cancelled"),
  };
}
