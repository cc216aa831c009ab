"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { useOrderList } from "@/components/orders/use-order-list";
import { FilterEditor } from "./filter-editor";
import type { FilterField } from "./filter-fields";

type Props = {
  list: ReturnType<typeof useOrderList>;
  /** those that are not on yet */
  fields: readonly FilterField[];
  onDone: () => void;
};

/** First which field, then its values, in one place. */
export function AddFilterPanel({ list, fields, onDone }: Props) {
  const t = useTranslations("orders.filters");
  const [field, setField] = useState<FilterField | null>(null);
  if (field !== null && fields.includes(field)) {
    return (
      <FilterEditor field={field} filters={list.filters} onFilters={(change) => list.setFilters(change)} />
    );
  }
  return (
    <ul className="grid min-w-44 gap-px">
      {fields.map((one) => (
        <li key={one}>
          <button
            type="button"
            onClick={() => {
              if (one !== "changed") return setField(one);
              list.setFilters({ changed: true });
              onDone();
            }}
            className="flex h-7 w-full items-center rounded-4 px-2 text-left hover:bg-hover max-desk:h-10"
          >
            {one === "changed" ? `${t("changed")} ${t("has")} ${t("changedAfter")}` : t(one)}
          </button>
        </li>
      ))}
    </ul>
  );
}
