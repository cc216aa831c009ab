"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { ordersHref } from "@/components/orders/order-href";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import type { ConnectionRow } from "../../../_components/connection-types";

/** Nothing was prepared: how it begins in shadow mode, or why it will not once answers leave. */
export function ShadowEmpty({ row }: { row: ConnectionRow }) {
  const t = useTranslations("connections.shadow");
  const { base } = useWorkspace();
  return (
    <Empty
      action={
        <Link
          href={ordersHref(base, { status: ["to-confirm"], connection: [row.id] })}
          className={buttonClass()}
        >
          {t("toConfirm")}
        </Link>
      }
    >
      {row.mode === "shadow" ? t("empty") : t("emptyLive")}
    </Empty>
  );
}
