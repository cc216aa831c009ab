"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Popover } from "@/components/ui/popover";
import type { ColumnPlace, GridView } from "./grid-column";

type Props = {
  columns: readonly ColumnPlace[];
  view: GridView;
  onView: (change: Partial<GridView>) => void;
};

const ColumnList = lazy(() => import("./column-list").then((module) => ({ default: module.ColumnList })));

/** The button of the list that shows, orders and pins columns. */
export function ColumnChooser(props: Props) {
  const t = useTranslations("table");
  return (
    <Popover
      label={t("columns")}
      align="end"
      content={() => (
        <Suspense fallback={<span className="block h-96 w-72" />}>
          <ColumnList {...props} />
        </Suspense>
      )}
    >
      {(trigger) => (
        <button
          {...trigger}
          type="button"
          className={`${buttonClass({ variant: "ghost", size: "row" })} max-desk:hidden`}
        >
          {t("columns")}
        </button>
      )}
    </Popover>
  );
}
