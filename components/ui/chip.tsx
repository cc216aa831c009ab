"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentPropsWithRef } from "react";

type Props = {
  field: string;
  operator: string;
  value: string;
  onEdit?: () => void;
  onRemove: () => void;
};

/** A filter in three cells and its removal. */
export function FilterChip({ field, operator, value, onEdit, onRemove }: Props) {
  const t = useTranslations("common");
  return (
    <span className="inline-flex h-6 max-w-full items-stretch rounded-4 border border-line-2 bg-raised text-12 max-desk:h-9">
      <button
        type="button"
        onClick={onEdit}
        disabled={!onEdit}
        className="flex min-w-0 items-stretch rounded-l-4 whitespace-nowrap hover:bg-hover"
      >
        <span className="grid place-items-center px-2 text-ink-2">{field}</span>
        <span className="grid place-items-center border-l border-line px-1.5 text-ink-3">{operator}</span>
        <span className="grid min-w-0 place-items-center border-l border-line px-2 font-medium">
          <span className="max-w-60 truncate">{value}</span>
        </span>
      </button>
      <button
        type="button"
        onClick={onRemove}
        aria-label={t("remove", { what: `${field} ${operator} ${value}` })}
        className="grid w-6 place-items-center rounded-r-4 text-ink-3 hover:bg-hover hover:text-ink max-desk:w-9"
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}

/** "+ Filter", dashed: it adds a chip. Takes a ref, so that a menu can hang on it. */
export function AddFilterChip(props: Omit<ComponentPropsWithRef<"button">, "className" | "children">) {
  const t = useTranslations("common");
  return (
    <button
      type="button"
      aria-label={t("addFilter")}
      {...props}
      className="inline-flex h-6 items-center gap-1 rounded-4 border border-dashed border-line-2 px-2 text-12 text-ink-2 hover:border-edge hover:text-ink max-desk:h-9"
    >
      <Plus size={12} aria-hidden="true" />
      {t("filter")}
    </button>
  );
}
