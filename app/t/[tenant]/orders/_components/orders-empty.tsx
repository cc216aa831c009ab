"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { placeHref } from "@/components/frame/place-href";
import { places } from "@/components/frame/places";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { ordersHref } from "@/components/orders/order-href";
import type { useOrderList } from "@/components/orders/use-order-list";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { poNumberFault } from "./po-number-fault";

const FetchOrderDialog = lazy(() =>
  import("./fetch-order-dialog").then((module) => ({ default: module.FetchOrderDialog })),
);

type Reason = "first" | "reading" | "filtered" | "open";

/** Why there is no row, and the next real step. */
export function OrdersEmpty({ list }: { list: ReturnType<typeof useOrderList> }) {
  const t = useTranslations("orders.empty");
  const trpc = useTRPC();
  const { id: tenant, base } = useWorkspace();
  const connections = useQuery(trpc.dashboards.freshness.queryOptions({ tenant })).data;
  const markets = useQuery(trpc.dashboards.markets.queryOptions({ tenant })).data;
  const stored = markets?.reduce(
    (sum, row) => sum + row.toConfirm + row.changed + row.confirmed + row.closed + row.cancelled,
    0,
  );
  const isPlain = list.view.id === "open" && !list.view.edited;
  const reason: Reason =
    connections?.length === 0 ? "first" : stored === 0 ? "reading" : isPlain ? "open" : "filtered";
  const acts = {
    first: { href: placeHref(base, places.connections.path), label: t("connect") },
    reading: null,
    filtered: { href: ordersHref(base), label: t("clear") },
    open: { href: ordersHref(base, { status: "any" }), label: t("all") },
  };
  const act = acts[reason];
  return (
    <Empty
      link={reason === "filtered" && <FetchMissing text={list.filters.text ?? ""} />}
      action={
        act && (
          <Link
            href={act.href}
            className={buttonClass({ variant: reason === "first" ? "primary" : "secondary" })}
          >
            {act.label}
          </Link>
        )
      }
    >
      {t(reason)}
    </Empty>
  );
}

/** Who looked for a whole PO number and found none may ask Amazon for it. */
function FetchMissing({ text }: { text: string }) {
  const t = useTranslations("orders.fetch");
  const can = useCan();
  const [open, setOpen] = useState(false);
  if (poNumberFault(text) !== null || !can("order.fetch")) return null;
  const number = text.trim().toUpperCase();
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("openNumber", { number })}</Button>
      {open && (
        <Suspense>
          <FetchOrderDialog number={number} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
