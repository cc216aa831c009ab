"use client";

import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

const rows = ["a", "b", "c", "d"];

/** The list's final shape before it is there. */
export function ShadowSkeleton() {
  const t = useTranslations("common");
  return (
    <div aria-busy="true" className="pt-2">
      <span className="sr-only">{t("loading")}</span>
      <div className="h-9 border-b border-line" />
      {rows.map((row) => (
        <div
          key={row}
          className="flex min-h-9 items-center gap-6 border-b border-line px-6 max-desk:min-h-16 max-desk:px-4"
        >
          <Skeleton width={96} />
          <Skeleton width={80} />
          <span className="max-desk:hidden">
            <Skeleton width={180} />
          </span>
        </div>
      ))}
    </div>
  );
}
