"use client";

import { useMemo } from "react";
import { useAddressState } from "@/components/data-table/use-address-state";
import { useGridView } from "@/components/data-table/use-grid-view";
import { useNow, useReader } from "@/components/i18n/reader";
import { localDay } from "@/server/platform/zoned-time";
import { orderFilterKeys, orderFilterParsers, toOrderFilter, viewOf } from "./order-filters";
import { toOrderSort } from "./order-sort";

/** The list that the address names: what is asked of the server, and the parts that can be changed. */
export function useOrderList() {
  const { zone } = useReader();
  const now = useNow();
  const [filters, setFilters] = useAddressState(orderFilterParsers, orderFilterKeys);
  const [gridView, setGridView] = useGridView();
  const today = localDay(now, zone);
  const filter = useMemo(() => toOrderFilter(filters, zone, today), [filters, zone, today]);
  const sort = useMemo(() => toOrderSort(gridView.sort, filters), [gridView.sort, filters]);
  return { filters, setFilters, filter, sort, gridView, setGridView, view: viewOf(filters) };
}
