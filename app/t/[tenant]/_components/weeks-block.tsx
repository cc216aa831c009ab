"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { formatMoney } from "@/components/i18n/format-money";
import { formatPercent } from "@/components/i18n/format-number";
import { useReader } from "@/components/i18n/reader";
import type { CurrencyWeeks } from "@/components/orders/order-types";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { Money } from "@/components/ui/money";
import { Skeleton } from "@/components/ui/skeleton";
import { WeekBars } from "@/components/ui/week-bars";
import { Block } from "./block";
import { isoWeek, weekDifference } from "./week-difference";

const skeletons = ["a", "b", "c", "d"];
const gridClass = "grid grid-cols-2 gap-x-8 gap-y-5 max-desk:gap-x-6 full:grid-cols-4 wide:grid-cols-6";

/** One small multiple a currency, each on its own scale; nothing is added over currencies. */
export function WeeksBlock() {
  const t = useTranslations("home.weeks");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const query = useQuery({ ...trpc.dashboards.weeks.queryOptions({ tenant }), refetchInterval: 300_000 });
  const { data } = query;
  return (
    <Block id="weeks-title" title={t("title")} note={t("note")}>
      {!data && query.isError && <QueryError title={t("failed")} query={query} />}
      {data?.length === 0 && <p className="text-ink-2">{t("none")}</p>}
      <div className={gridClass}>
        {data?.map((one) => (
          <CurrencyChart key={one.currency} series={one} />
        ))}
        {!data &&
          !query.isError &&
          skeletons.map((one) => (
            <div key={one} className="grid gap-2">
              <Skeleton width={120} />
              <Skeleton height={60} />
            </div>
          ))}
      </div>
    </Block>
  );
}

function CurrencyChart({ series }: { series: CurrencyWeeks }) {
  const t = useTranslations("home.weeks");
  const { locale } = useReader();
  const { currency, weeks } = series;
  const last = weeks.at(-2);
  const difference = weekDifference(weeks.map((week) => Number(week.value)));
  const words =
    difference.kind === "none"
      ? t("noneBefore")
      : difference.kind === "level"
        ? t("level")
        : t(difference.kind, { percent: formatPercent(difference.ratio, locale, 0) });
  const text = (week: CurrencyWeeks["weeks"][number]) => {
    const { figure } = formatMoney({ amount: week.value, currency }, locale);
    return week.isRunning ? t("running", { value: `${currency} ${figure}` }) : `${currency} ${figure}`;
  };
  return (
    <WeekBars
      name={t("chart", { currency })}
      head={
        <span className="flex items-baseline gap-2 whitespace-nowrap">
          <Money value={{ amount: last?.value ?? "0", currency }} compact strong />
          <span className="truncate text-12 text-ink-2">{words}</span>
        </span>
      }
      bars={weeks.map((week) => ({
        label: t("week", { week: isoWeek(week.startsOn) }),
        value: Number(week.value),
        text: text(week),
      }))}
    />
  );
}
