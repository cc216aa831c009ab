"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { PageShell } from "@/components/frame/page-shell";
import { useWorkspace } from "@/components/frame/workspace";
import { ordersHref } from "@/components/orders/order-href";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";

export default function OrderNotFound() {
  const t = useTranslations("order.notFound");
  const { base } = useWorkspace();
  return (
    <PageShell title={t("title")}>
      <Empty
        action={
          <Link href={ordersHref(base)} className={buttonClass({ variant: "primary" })}>
            {t("act")}
          </Link>
        }
      >
        {t("text")}
      </Empty>
    </PageShell>
  );
}
