"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";

/** A list of connections as a table for readers; on a phone each row is a block of its own. */
export function ConnectionTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a real table cannot become three lines on a phone and keep its roles
    <div role="table" aria-label={label}>
      {children}
    </div>
  );
}

const columns = ["name", "health", "orders", "consent", "mode", "often", "calls"] as const;

/** those that a narrow window has no room for leave with their cells */
const headClasses: Partial<Record<(typeof columns)[number], string>> = {
  often: "max-[1280px]:hidden",
  calls: "text-right max-[1440px]:hidden",
};

export function ConnectionTableHead() {
  const t = useTranslations("connections.columns");
  return (
    // biome-ignore lint/a11y/useSemanticElements: row of the table above
    // biome-ignore lint/a11y/useFocusableInteractive: a row of a table is not a control
    <div role="row" className="conn-grid h-8 px-6 text-12 text-ink-2 max-full:sr-only">
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: cell of the row above
        // biome-ignore lint/a11y/useFocusableInteractive: it sorts nothing
        <span key={column} role="columnheader" className={headClasses[column]}>
          {t(column)}
        </span>
      ))}
      {/* biome-ignore lint/a11y/useSemanticElements: cell of the row above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: it sorts nothing */}
      <span role="columnheader" className="sr-only">
        {t("acts")}
      </span>
    </div>
  );
}

const rows = ["a", "b", "c", "d"];

/** The list's final shape before it is there. */
export function ConnectionSkeleton() {
  const t = useTranslations("common");
  return (
    <div aria-busy="true">
      <span className="sr-only">{t("loading")}</span>
      <div className="conn-grid h-8 max-full:hidden" />
      {rows.map((row) => (
        <div key={row} className="conn-row border-t border-line px-6 max-desk:px-4">
          <span className="grid h-9 content-center gap-2 [grid-area:name]">
            <Skeleton width={96} />
            <Skeleton width={128} height={10} />
          </span>
          <span className="[grid-area:health]">
            <Skeleton width={80} />
          </span>
          <span className="grid h-9 content-center gap-2 [grid-area:orders]">
            <Skeleton width={150} />
            <Skeleton width={72} height={10} />
          </span>
          <span className="grid h-9 content-center gap-2 [grid-area:consent]">
            <Skeleton width={64} />
            <Skeleton width={90} height={10} />
          </span>
          <span className="[grid-area:mode] max-desk:justify-self-end">
            <Skeleton width={64} />
          </span>
          <span className="[grid-area:often] max-[1280px]:hidden">
            <Skeleton width={80} />
          </span>
          <span className="justify-self-end [grid-area:calls] max-[1440px]:hidden">
            <Skeleton width={40} />
          </span>
          <span className="justify-self-end [grid-area:act]">
            <Skeleton width={104} height={24} />
          </span>
        </div>
      ))}
    </div>
  );
}
