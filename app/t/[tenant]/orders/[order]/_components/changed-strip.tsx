"use client";

import { GitCompare } from "lucide-react";
import { useTranslations } from "next-intl";
import { useChangeWords } from "@/components/orders/change-words";
import type { OrderDetail, OriginalChoice } from "@/components/orders/order-types";
import { DateTime } from "@/components/ui/date-time";

type Props = { order: OrderDetail; onOriginal: (which: OriginalChoice) => void };

const shownFields = 4;

/** What Amazon changed after it was confirmed and nobody has seen yet: what, before and after. */
export function ChangedStrip({ order, onOriginal }: Props) {
  const t = useTranslations("order.changed");
  const words = useChangeWords();
  const [latest, ...earlier] = order.changes;
  if (order.status !== "changed" || !latest) return null;
  const touched = touchedLines(order);
  return (
    <section
      aria-labelledby="changed-title"
      className="mb-3 grid grid-cols-[max-content_minmax(0,1fr)_max-content] items-baseline gap-x-2.5 gap-y-0.5 rounded-6 bg-violet-s px-3 py-2 max-desk:grid-cols-[max-content_minmax(0,1fr)]"
    >
      <GitCompare size={15} aria-hidden="true" className="self-center text-violet" />
      <h2 id="changed-title" className="font-medium">
        {t("title")}
      </h2>
      <span className="text-12 text-ink-2 max-desk:col-start-2">
        <DateTime at={latest.seenAt} />
        <button
          type="button"
          onClick={() => onOriginal({ change: latest.id, side: "after" })}
          className="ml-3 min-h-6 rounded-4 font-medium text-accent hover:underline"
        >
          {t("compare")}
        </button>
      </span>
      <ul className="col-start-2 flex flex-wrap gap-x-4 gap-y-0.5 text-12 text-ink-2">
        {latest.changes.slice(0, shownFields).map((change) => {
          const { field, line, before, after } = words(change);
          return (
            <li key={`${change.line} ${change.path}`}>
              {line === null ? field : t("lineField", { line, field })} <s className="text-ink-3">{before}</s>{" "}
              → <span className="font-medium text-violet">{after}</span>
            </li>
          );
        })}
        {latest.changes.length > shownFields && (
          <li>{t("more", { count: latest.changes.length - shownFields })}</li>
        )}
        {touched.length > 0 && (
          <li className="font-medium text-ink">
            {t("touches", { count: touched.length, lines: touched.join(", ") })}
          </li>
        )}
        {earlier.length > 0 && <li>{t("earlier", { count: earlier.length })}</li>}
      </ul>
    </section>
  );
}

/** Lines whose answer no longer fits: Amazon wants another quantity or cost, or no such line. */
function touchedLines(order: OrderDetail): string[] {
  const fields = ["orderedUnits", "netCost", "line", "isBackorderAllowed"];
  const lines = order.changes[0]?.changes.flatMap(({ path, line }) =>
    line !== null && fields.includes(path) ? [line] : [],
  );
  return [...new Set(lines)];
}
