"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";

type Props = {
  label: string;
  /** heads of the columns; the third stands on a wide window only, the last holds acts and is only spoken */
  heads: readonly [string, string, string, string];
  children: ReactNode;
};

/** People in four columns of fixed places, so that members and invitations stand in line. */
export function PeopleTable({ label, heads, children }: Props) {
  return (
    <table aria-label={label} className="w-full table-fixed border-b border-line">
      <colgroup>
        {widths.map((width, at) => (
          <col key={heads[at]} className={width} />
        ))}
      </colgroup>
      <thead className="max-desk:hidden">
        <tr className="h-8 text-left text-12 text-ink-2">
          {heads.map((head, at) => (
            <th key={head} scope="col" className={clsx("px-2 font-normal", edges[at])}>
              {at === 3 ? <span className="sr-only">{head}</span> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** Of the columns, not of cells: a table with fixed columns reads its first row only, and a phone has no head. */
const widths = ["", "w-44 max-desk:w-28", "w-60 max-desk:hidden", "w-48 max-desk:w-13"];
const edges = ["pl-6 max-desk:pl-4", "", "max-desk:hidden", "pr-6 text-right max-desk:pr-2"];

export function PeopleCell({ at, children }: { at: 0 | 1 | 2 | 3; children: ReactNode }) {
  return <td className={clsx("px-2 py-1.5 align-middle", edges[at])}>{children}</td>;
}

const rows = ["a", "b", "c", "d"];

/** The list's final shape before it is there. */
export function PeopleSkeleton() {
  const t = useTranslations("common");
  return (
    <div aria-busy="true">
      <span className="sr-only">{t("loading")}</span>
      <div className="h-8 max-desk:hidden" />
      {rows.map((row) => (
        <div key={row} className="flex h-13 items-center border-t border-line px-6 max-desk:px-4">
          <span className="grid flex-1 gap-2">
            <Skeleton width={140} />
            <Skeleton width={200} height={10} />
          </span>
          <span className="w-44 max-desk:w-32">
            <Skeleton width={80} />
          </span>
          <span className="w-60 max-desk:hidden">
            <Skeleton width={96} />
          </span>
          <span className="w-48 max-desk:hidden" />
        </div>
      ))}
    </div>
  );
}
