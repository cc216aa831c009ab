"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { accountName, marketName } from "@/components/orders/market-name";
import {
  dueChoices,
  type OrderFilterState,
  openStatuses,
  orderStatusCodes,
} from "@/components/orders/order-filters";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { CheckList } from "@/components/ui/check-list";
import { Checkbox } from "@/components/ui/checkbox";
import { DayRange } from "@/components/ui/day-range";
import { RadioList } from "@/components/ui/radio-list";

import type { FilterField } from "./filter-fields";

type Props = {
  field: FilterField;
  filters: OrderFilterState;
  onFilters: (change: Partial<OrderFilterState>) => void;
};

/** The values of one filter; each choice counts at once. */
export function FilterEditor({ field, filters, onFilters }: Props) {
  const t = useTranslations("orders");
  const accounts = useAccounts();
  switch (field) {
    case "status":
      return (
        <CheckList
          values={filters.status ?? [...openStatuses]}
          options={orderStatusCodes.map((value) => ({ value, label: t(`status.${value}`) }))}
          onValues={(values) =>
            onFilters({
              status: values.length > 0 ? orderStatusCodes.filter((one) => values.includes(one)) : null,
            })
          }
        />
      );
    case "market":
    case "currency":
    case "connection":
      return (
        <CheckList
          values={filters[field] ?? []}
          options={accounts[field]}
          onValues={(values) => onFilters({ [field]: values.length > 0 ? [...values] : null })}
        />
      );
    case "ordered":
      return (
        <DayRange
          labels={{ from: t("filters.from"), to: t("filters.to") }}
          days={filters}
          onDays={onFilters}
        />
      );
    case "due":
      return (
        <RadioList
          label={t("filters.due")}
          value={filters.due ?? ""}
          onChange={(value) => onFilters({ due: dueChoices.find((one) => one === value) ?? null })}
          options={[
            { value: "", label: t("filters.any") },
            ...dueChoices.map((value) => ({ value, label: t(`filters.dueChoices.${value}`) })),
          ]}
        />
      );
    case "changed":
      return (
        <Checkbox
          visibleLabel
          label={t("filters.changedAfter")}
          checked={filters.changed === true}
          onChange={(event) => onFilters({ changed: event.target.checked || null })}
        />
      );
  }
}

type Option = { value: string; label: string };
/** What this workspace has: its markets, accounts, and the currencies of its POs. */
function useAccounts(): Record<"market" | "connection" | "currency", Option[]> {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const rows = useQuery(trpc.dashboards.freshness.queryOptions({ tenant })).data ?? [];
  const currencies = useQuery(
    trpc.orders.summary.queryOptions({ tenant, filter: { status: [...orderStatusCodes] } }),
  ).data?.currencies;
  const production = rows.filter((row) => row.flow === "orders" && row.environment === "production");
  const markets = [...new Set(production.map((row) => row.country))];
  return {
    market: markets.map((value) => ({ value, label: marketName(value) })),
    connection: production.map((row) => ({
      value: row.connectionId,
      label: accountName(row.country, row.label),
    })),
    currency: (currencies ?? []).map(({ currency }) => ({ value: currency, label: currency })),
  };
}
