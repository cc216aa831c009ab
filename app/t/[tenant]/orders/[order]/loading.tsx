import { PageShell } from "@/components/frame/page-shell";
import { OrderSkeleton } from "./_components/order-skeleton";

export default function Loading() {
  return (
    <PageShell title="">
      <OrderSkeleton />
    </PageShell>
  );
}
