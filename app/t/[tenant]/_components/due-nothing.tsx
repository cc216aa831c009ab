"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { ordersHref } from "@/components/orders/order-href";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";

export function DueNothing() {
  const t = useTranslations("home.due");
  const { base } = useWorkspace();
  return (
    <div className="border-y border-line">
      <Empty
        action={
          <Link href={ordersHref(base)} className={buttonClass({})}>
            {t("seeOrders")}
          </Link>
        }
      >
        {t("nothing")}
      </Empty>
    </div>
  );
}
