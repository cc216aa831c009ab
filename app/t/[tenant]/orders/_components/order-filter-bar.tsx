"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { formatPlainDate } from "@/components/i18n/format-date";
import { useReader } from "@/components/i18n/reader";
import { accountName, marketName } from "@/components/orders/market-name";
import { noFilters, openStatuses, orderStatusCodes } from "@/components/orders/order-filters";
import type { useOrderList } from "@/components/orders/use-order-list";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { Button } from "@/components/ui/button";
import { AddFilterChip, FilterChip } from "@/components/ui/chip";
import { Popover } from "@/components/ui/popover";
import { type FilterField, filterFields } from "./filter-fields";

const FilterEditor = lazy(() =>
  import("./filter-editor").then((module) => ({ default: module.FilterEditor })),
);

const AddFilterPanel = lazy(() =>
  import("./add-filter-panel").then((module) => ({ default: module.AddFilterPanel })),
);

type List = ReturnType<typeof useOrderList>;

/** One chip a filter that is on; each can be edited in place and removed. */
export function OrderFilterBar({ list }: { list: List }) {
  const t = useTranslations("orders.filters");
  const { filters, setFilters } = list;
  const chips = useChips(list);
  const clear = (field: FilterField) =>
    setFilters(
      field === "status"
        ? { status: [...orderStatusCodes] }
        : field === "ordered"
          ? { from: null, to: null }
          : { [field]: null },
    );
  const isOn = (field: FilterField) => chips.some((chip) => chip.field === field);
  const addable = filterFields.filter((field) => !isOn(field));
  return (
    <>
      {chips.map((chip) => (
        <span key={chip.field} className="shrink-0">
          <Popover
            label={t(chip.field)}
            content={() => (
              <Suspense fallback={<span className="block h-24 w-44" />}>
                <FilterEditor
                  field={chip.field}
                  filters={filters}
                  onFilters={(change) => setFilters(change)}
                />
              </Suspense>
            )}
          >
            {(trigger) => (
              <FilterChip
                field={t(chip.field)}
                operator={chip.operator}
                value={chip.value}
                onEdit={trigger.onClick}
                onRemove={() => clear(chip.field)}
              />
            )}
          </Popover>
        </span>
      ))}
      {addable.length > 0 && <AddFilter list={list} fields={addable} />}
      {chips.length > 1 && (
        <Button variant="link" size="text" onClick={() => setFilters(noFilters)}>
          {t("clear")}
        </Button>
      )}
    </>
  );
}

/** First which field, then its values, in one place. */
function AddFilter({ list, fields }: { list: List; fields: readonly FilterField[] }) {
  const t = useTranslations("orders.filters");
  return (
    <Popover
      label={t("title")}
      content={(close) => (
        <Suspense fallback={<span className="block h-24 w-44" />}>
          <AddFilterPanel list={list} fields={fields} onDone={close} />
        </Suspense>
      )}
    >
      {(trigger) => <AddFilterChip {...trigger} />}
    </Popover>
  );
}

type Chip = { field: FilterField; operator: string; value: string };

function useChips({ filters }: List): Chip[] {
  const t = useTranslations("orders.filters");
  const tStatus = useTranslations("orders.status");
  const { locale } = useReader();
  const names = useConnectionNames();
  const listed = (values: readonly string[]) => values.join(locale === "zh-CN" ? "、" : ", ");
  const { status, market, connection, currency, from, to, due, changed } = filters;
  const chips: (Chip | null)[] = [
    status?.length === orderStatusCodes.length
      ? null
      : status === null || isOpen(status)
        ? { field: "status", operator: t("isNot"), value: t("closedOrCancelled") }
        : { field: "status", operator: t("is"), value: listed(status.map((one) => tStatus(one))) },
    market && { field: "market", operator: t("is"), value: listed(market.map(marketName)) },
    connection && {
      field: "connection",
      operator: t("is"),
      value: listed(connection.map((id) => names.get(id) ?? t("unknownConnection"))),
    },
    currency && { field: "currency", operator: t("is"), value: listed(currency) },
    from || to
      ? {
          field: "ordered",
          operator: t(from && to ? "isBetween" : from ? "isFrom" : "isTo"),
          value: [from, to].flatMap((day) => (day ? [formatPlainDate(day, locale)] : [])).join(" – "),
        }
      : null,
    due && { field: "due", operator: t("within"), value: t(`dueChoices.${due}`) },
    changed ? { field: "changed", operator: t("has"), value: t("changedAfter") } : null,
  ];
  return chips.filter((chip) => chip !== null);
}

const isOpen = (status: readonly string[]) =>
  status.length === openStatuses.length && openStatuses.every((one) => status.includes(one));

function useConnectionNames(): Map<string, string> {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const { data } = useQuery(trpc.dashboards.freshness.queryOptions({ tenant }));
  return new Map(data?.map((row) => [row.connectionId, accountName(row.country, row.label)]));
}
