import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readAddress } from "@/components/data-table/address-state";
import { gridViewKeys, gridViewParsers } from "@/components/data-table/grid-view-parsers";
import { requestPreferences } from "@/components/i18n/request-preferences";
import {
  orderFilterKeys,
  orderFilterParsers,
  orderViews,
  toOrderFilter,
} from "@/components/orders/order-filters";
import { toOrderSort } from "@/components/orders/order-sort";
import { ordersPageSize } from "@/components/orders/page-size";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { openDefaultView } from "@/components/views/open-default-view";
import { systemClock } from "@/server/platform/clock";
import { localDay } from "@/server/platform/zoned-time";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { OrdersScreen } from "./_components/orders-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("title") };
}

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** All POs of all accounts in one grid; the address says which of them, in which order. */
export default async function OrdersPage({ params, searchParams }: Props) {
  const { tenant } = await params;
  const { role } = await loadPage((caller) => caller.tenants.current({ tenant }));
  const [search, preferences] = await Promise.all([searchParams, requestPreferences()]);
  const { queryClient, trpc } = await pageQueries();
  const views = await queryClient.fetchQuery(trpc.views.list.queryOptions({ tenant, grid: "orders" }));
  openDefaultView({ views, role, search, path: `/t/${tenant}/orders` });
  const get = (name: string) => [search[name]].flat()[0];
  const filters = readAddress(orderFilterParsers, orderFilterKeys, get);
  const view = readAddress(gridViewParsers, gridViewKeys, get);
  const zone = preferences.zone ?? "UTC";
  const today = localDay(systemClock.now(), zone);
  const filter = toOrderFilter(filters, zone, today);
  const sort = toOrderSort(view.sort, filters);
  await Promise.all([
    queryClient.prefetchInfiniteQuery(
      trpc.orders.list.infiniteQueryOptions(
        { tenant, filter, sort, limit: ordersPageSize },
        { getNextPageParam: (page) => page.nextCursor },
      ),
    ),
    queryClient.prefetchQuery(trpc.orders.summary.queryOptions({ tenant, filter })),
    queryClient.prefetchQuery(
      trpc.orders.summary.queryOptions({ tenant, filter: toOrderFilter(orderViews.today, zone, today) }),
    ),
    queryClient.prefetchQuery(trpc.dashboards.markets.queryOptions({ tenant })),
    queryClient.prefetchQuery(trpc.dashboards.freshness.queryOptions({ tenant })),
  ]);
  return (
    <HydrateQueries queryClient={queryClient}>
      <OrdersScreen />
    </HydrateQueries>
  );
}
