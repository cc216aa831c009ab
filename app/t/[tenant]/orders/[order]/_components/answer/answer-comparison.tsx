"use client";

import { useTranslations } from "next-intl";
import type { SubmissionRow } from "@/components/submissions/submission-types";
import { Quantity } from "@/components/ui/quantity";
import { ScrollRegion } from "@/components/ui/scroll-region";

type Line = NonNullable<SubmissionRow["seen"]>["lines"][number];
const figures = ["accepted", "rejected", "backordered"] as const;

/** Both sides of lines, in eaches: what was sent and what Amazon shows. */
export function AnswerComparison({ lines }: { lines: readonly Line[] }) {
  const t = useTranslations("answer.compare");
  return (
    <div className="pt-2 text-ink">
      <ScrollRegion labelledBy="comparison-title">
        <table className="w-full min-w-110 border-separate border-spacing-0 text-right text-12 [&_td]:px-2 [&_th]:px-2 [&_th]:font-normal [&_tr>*]:border-t [&_tr>*]:border-line">
          <caption id="comparison-title" className="pb-1 text-left text-ink-2">
            {t("caption")}
          </caption>
          <thead className="text-ink-2">
            <tr className="h-7">
              <th scope="col" className="text-left">
                {t("line")}
              </th>
              {figures.map((figure) => (
                <th key={figure} scope="col">
                  {t(figure)}
                  {figure === "backordered" && <span className="block text-ink-3">{t("inferred")}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.sequence} className="h-8">
                <th scope="row" className="text-left">
                  {line.sequence}
                </th>
                {figures.map((figure) => (
                  <td key={figure} className="whitespace-nowrap">
                    <Quantity value={line.sent[figure]} /> <span className="text-ink-3">{t("sent")}</span>
                    {" · "}
                    {line.shown[figure] === null ? (
                      <span className="text-ink-3">{t("notYet")}</span>
                    ) : (
                      <span className={line.shown[figure] === line.sent[figure] ? undefined : "text-red"}>
                        <span className="font-medium">{line.shown[figure]}</span> {t("shown")}
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="pt-1.5 text-12 text-ink-2">{t("next")}</p>
    </div>
  );
}
