import type { QueryClient } from "@tanstack/react-query";
import type { FrameTenant } from "@/components/frame/frame-model";
import { accountName } from "@/components/orders/market-name";
import { orderHref } from "@/components/orders/order-href";
import type { useTRPC } from "@/components/trpc/provide-trpc";
import { orderStatuses } from "@/db/words";

type With = { queryClient: QueryClient; trpc: ReturnType<typeof useTRPC>; tenant: FrameTenant };

/** What the palette finds: the first POs of any state that hold this text. */
export async function searchOrders({ queryClient, trpc, tenant }: With, text: string) {
  const found = await queryClient.fetchQuery(
    trpc.orders.list.queryOptions({
      tenant: tenant.id,
      filter: { text: text.slice(0, 100), status: [...orderStatuses] },
      limit: 8,
    }),
  );
  return found.rows.map((row) => ({
    id: row.id,
    label: row.number,
    detail: accountName(row.market, row.connectionLabel),
    href: orderHref(tenant.href, row.id),
  }));
}
