"use client";

import { useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import { Button } from "@/components/ui/button";
import { DiffCell } from "@/components/ui/diff-cell";
import { Quantity } from "@/components/ui/quantity";

const shownFirst = 5;
const figures = ["accepted", "rejected", "backordered"] as const;
type Figure = (typeof figures)[number];
type Line = {
  sequence: string;
  sku: string | null;
  asin: string | null;
  sent: Record<Figure, number>;
  shown: Record<Figure, number | null>;
};

/** Lines with both sides, in eaches: ours, then Amazon's with its difference to ours. */
export function CompareLines({ caption, lines }: { caption: string; lines: readonly Line[] }) {
  const t = useTranslations("answer.compare");
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? lines : lines.slice(0, shownFirst);
  const more = lines.length - shown.length;
  const hasBackorder = lines.some(
    (line) => line.sent.backordered !== 0 || (line.shown.backordered ?? 0) !== 0,
  );
  const parts = hasBackorder ? figures : figures.slice(0, 2);
  return (
    <>
      <table className="w-full max-w-200 table-fixed text-right max-desk:text-12 [&_td]:py-1 [&_th]:font-normal max-desk:[&_.delta-slot]:hidden">
        <caption className="sr-only">{caption}</caption>
        <colgroup>
          <col className="w-10 max-desk:w-9" />
          <col />
          {parts.map((part) => (
            <Fragment key={part}>
              <col className="w-18 max-desk:w-10" />
              <col className="w-28 max-desk:w-12" />
            </Fragment>
          ))}
        </colgroup>
        <thead className="text-12 text-ink-2">
          <tr className="*:pt-1">
            <th scope="col" rowSpan={2} className="pr-3 align-bottom max-desk:pr-2">
              {t("line")}
            </th>
            <th scope="col" rowSpan={2} className="text-left align-bottom">
              {t("item")}
            </th>
            {parts.map((part) => (
              <th key={part} scope="colgroup" colSpan={2} className="pr-9 max-desk:pr-0">
                {t(part)}
                {part === "backordered" && <span className="block text-ink-3">{t("inferred")}</span>}
              </th>
            ))}
          </tr>
          <tr>
            {parts.map((part) => (
              <Sides key={part} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.sequence} className="border-t border-line">
              <td className="pr-3 text-ink-3 max-desk:pr-2">{line.sequence}</td>
              <td className="text-left font-mono break-all">{line.sku ?? line.asin ?? "–"}</td>
              {parts.map((part) => (
                <Figures key={part} ours={line.sent[part]} theirs={line.shown[part]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <Button variant="link" size="text" onClick={() => setWhole(true)}>
          {t("moreLines", { count: more })}
        </Button>
      )}
    </>
  );
}

function Sides() {
  const t = useTranslations("answer.compare");
  return (
    <>
      <th scope="col">{t("ours")}</th>
      <th scope="col" className="pr-9 max-desk:pr-0">
        {t("theirs")}
      </th>
    </>
  );
}

function Figures({ ours, theirs }: { ours: number; theirs: number | null }) {
  return (
    <>
      <td>
        <Quantity value={ours} />
      </td>
      <td>
        <DiffCell value={theirs} against={ours} />
      </td>
    </>
  );
}
