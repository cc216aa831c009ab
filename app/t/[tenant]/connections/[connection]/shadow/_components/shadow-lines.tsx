"use client";

import { useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import { Button } from "@/components/ui/button";
import { DiffCell } from "@/components/ui/diff-cell";
import { Quantity } from "@/components/ui/quantity";
import type { ShadowRow } from "../../../_components/connection-types";

const shownFirst = 5;
const parts = ["accepted", "rejected"] as const;

/** Lines with both sides: ours, then Amazon's with its difference to ours. */
export function ShadowLines({ number, lines }: Pick<ShadowRow, "number" | "lines">) {
  const t = useTranslations("connections.shadow");
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? lines : lines.slice(0, shownFirst);
  const more = lines.length - shown.length;
  return (
    <div className="desk:pl-36">
      <table className="w-full max-w-180 table-fixed text-right max-desk:text-12 [&_td]:py-1 [&_th]:font-normal max-desk:[&_.delta-slot]:hidden">
        <caption className="sr-only">{t("lines", { number })}</caption>
        <colgroup>
          <col className="w-10 max-desk:w-9" />
          <col />
          {parts.map((part) => (
            <Fragment key={part}>
              <col className="w-20 max-desk:w-12" />
              <col className="w-32 max-desk:w-16" />
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
            <th scope="colgroup" colSpan={2} className="pr-9 max-desk:pr-0">
              {t("accepted")}
            </th>
            <th scope="colgroup" colSpan={2} className="pr-9 max-desk:pr-0">
              {t("rejected")}
            </th>
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
    </div>
  );
}

function Sides() {
  const t = useTranslations("connections.shadow");
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
