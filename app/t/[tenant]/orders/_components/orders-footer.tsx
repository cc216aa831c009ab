"use client";

import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useTranslations } from "next-intl";
import { TableFooter } from "@/components/data-table/table-footer";
import { useWorkspace } from "@/components/frame/workspace";
import { durationWords } from "@/components/i18n/format-countdown";
import { useNow } from "@/components/i18n/reader";
import { accountName } from "@/components/orders/market-name";
import { useTRPC } from "@/components/trpc/provide-trpc";
import type { AppRouter } from "@/server/routers/root";

type Summary = inferRouterOutputs<AppRouter>["orders"]["summary"];

/** How many POs the filters leave, their value per currency, and the account that was read longest ago. */
export function OrdersFooter({ summary }: { summary: Summary | undefined }) {
  const t = useTranslations("orders.footer");
  const unvalued = summary?.currencies.reduce((sum, one) => sum + one.unvalued, 0) ?? 0;
  return (
    <TableFooter
      count={summary ? t("count", { count: summary.orders }) : "…"}
      totals={
        summary?.currencies.flatMap(({ currency, value, orders, unvalued: without }) =>
          orders > without ? [{ currency, amount: value }] : [],
        ) ?? []
      }
      freshness={
        <>
          {unvalued > 0 && <span className="pr-4">{t("unvalued", { count: unvalued })}</span>}
          <OldestSource />
        </>
      }
    />
  );
}

function OldestSource() {
  const t = useTranslations("orders.footer");
  const tTime = useTranslations("time");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const now = useNow();
  const { data } = useQuery(trpc.dashboards.freshness.queryOptions({ tenant }));
  const [oldest] = (data ?? [])
    .filter((row) => row.flow === "orders" && row.environment === "production")
    .sort((a, b) => (a.lastOkAt?.getTime() ?? 0) - (b.lastOkAt?.getTime() ?? 0));
  if (!oldest) return null;
  const span = oldest.lastOkAt && durationWords(now.getTime() - oldest.lastOkAt.getTime());
  const age = span ? tTime("updated", { span: tTime(`span.${span.key}`, span.values) }) : tTime("never");
  return (
    <span>
      {t("oldest", { account: accountName(oldest.country, oldest.label) })} {age}
    </span>
  );
}
