"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { countSelected, everythingSelected, nothingSelected, type Selection } from "./selection";

type Props = {
  selection: Selection;
  onSelection: (selection: Selection) => void;
  /** all that match the filter, loaded or not */
  total: number;
  /** the acts; each opens a dry run before anything happens */
  children: ReactNode;
};

/** Floats over the foot of a grid while rows are chosen. Its parent is positioned. */
export function BulkBar({ selection, onSelection, total, children }: Props) {
  const t = useTranslations("table");
  const count = countSelected(selection, total);
  if (count === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label={t("selected", { count })}
      className="absolute inset-x-3 bottom-12 z-10 mx-auto flex w-max max-w-[calc(100%-24px)] animate-rise flex-wrap items-center gap-x-3 gap-y-2 rounded-8 bg-raised px-4 py-2 text-12 shadow-float max-desk:bottom-3"
    >
      <span aria-live="polite" className="font-medium">
        {selection.mode === "all" ? t("allSelected", { count }) : t("selected", { count })}
      </span>
      {count < total && (
        <Button variant="link" size="text" onClick={() => onSelection(everythingSelected)}>
          {t("selectAll", { count: total })}
        </Button>
      )}
      <span aria-hidden="true" className="h-5 w-px bg-line" />
      {children}
      <span aria-hidden="true" className="h-5 w-px bg-line" />
      <Button variant="ghost" size="row" keyHint="Escape" onClick={() => onSelection(nothingSelected)}>
        {t("clear")}
      </Button>
    </div>
  );
}
