"use client";

import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { BulkBar } from "@/components/data-table/bulk-bar";
import type { GridColumn } from "@/components/data-table/grid-column";
import { countSelected, type Selection } from "@/components/data-table/selection";
import type { OrderRow } from "@/components/orders/order-types";
import type { useOrderList } from "@/components/orders/use-order-list";
import { Button } from "@/components/ui/button";
import { useCopyOrders } from "./use-copy-orders";

type Props = {
  selection: Selection;
  onSelection: (selection: Selection) => void;
  loaded: readonly OrderRow[];
  total: number;
  columns: readonly GridColumn<OrderRow>[];
  list: ReturnType<typeof useOrderList>;
};

/** What can be done with the chosen rows, loaded or not: for now they are copied for a spreadsheet. */
export function OrdersBulk(props: Props) {
  const { selection, onSelection, total } = props;
  const t = useTranslations("orders.copy");
  const count = countSelected(selection, total);
  const { copy, progress, fault } = useCopyOrders(props);
  return (
    <BulkBar selection={selection} onSelection={onSelection} total={total}>
      <Button size="row" icon={Copy} pending={progress !== null} onClick={() => void copy()}>
        {t("act", { count })}
      </Button>
      {progress !== null && (
        <span aria-live="polite" className="text-ink-2">
          {t("running", { done: progress, total: count })}
        </span>
      )}
      {fault && (
        <span role="alert" className="text-red">
          {fault}
        </span>
      )}
    </BulkBar>
  );
}
