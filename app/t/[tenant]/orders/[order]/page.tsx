import type { Metadata } from "next";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { OrderScreen } from "./_components/order-screen";

type Props = { params: Promise<{ tenant: string; order: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, order } = await params;
  const found = await loadPage((caller) => caller.orders.get({ tenant, order }));
  return { title: found.number };
}

/** One PO: its clock first, what Amazon changed, its lines, and what happened to it. */
export default async function OrderPage({ params }: Props) {
  const { tenant, order } = await params;
  const found = await loadPage((caller) => caller.orders.get({ tenant, order }));
  const { queryClient, trpc } = await pageQueries();
  queryClient.setQueryData(trpc.orders.get.queryKey({ tenant, order }), found);
  return (
    <ProvideMessages modules={["orders", "order", "answer", "violations"]}>
      <HydrateQueries queryClient={queryClient}>
        <OrderScreen order={order} />
      </HydrateQueries>
    </ProvideMessages>
  );
}
