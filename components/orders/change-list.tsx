"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useChangeWords } from "./change-words";
import type { FieldChange } from "./order-types";

/** What Amazon changed, one line a field: before, arrow, after in violet. */
export function ChangeList({ changes }: { changes: readonly FieldChange[] }) {
  const t = useTranslations("order.changed");
  const words = useChangeWords();
  return (
    <ul>
      {changes.map((change) => {
        const { field, line, before, after } = words(change);
        return (
          <li
            key={`${change.line} ${change.path}`}
            className="flex min-h-7 items-center gap-2 border-b border-line py-0.5 text-13"
          >
            <span className="min-w-0 flex-1">
              {field}
              {line !== null && <span className="text-ink-3">, {t("line", { line })}</span>}
            </span>
            <s className="text-ink-3">{before}</s>
            <ArrowRight size={12} aria-hidden="true" className="text-ink-3" />
            <span className="font-medium text-violet">{after}</span>
          </li>
        );
      })}
    </ul>
  );
}
