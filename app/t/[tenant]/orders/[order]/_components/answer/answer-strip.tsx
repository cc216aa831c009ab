"use client";

import { clsx } from "clsx";
import { FileText, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useState } from "react";
import { useCan } from "@/components/frame/workspace";
import type { OrderDetail } from "@/components/orders/order-types";
import { CompareLines } from "@/components/submissions/compare-lines";
import { SubmissionStatus, submissionLooks } from "@/components/submissions/submission-status";
import type { SubmissionRow } from "@/components/submissions/submission-types";
import { useSubmissionWords } from "@/components/submissions/use-submission-words";
import { errorDataOf } from "@/components/trpc/error-data";
import { Button } from "@/components/ui/button";
import { tonePlate } from "@/components/ui/tones";
import { settlesByHand } from "@/server/modules/submissions/rules";
import { useWithdraw } from "./use-answer";

const SettleDialog = lazy(() =>
  import("./settle-dialog").then((module) => ({ default: module.SettleDialog })),
);
const CaseDialog = lazy(() => import("./case-dialog").then((module) => ({ default: module.CaseDialog })));

type Props = {
  order: OrderDetail;
  /** the last document, which says where the answer stands */
  row: SubmissionRow;
  onAnswer: () => void;
};

/** Where the last answer stands, by what evidence, and what can be done about it now. */
export function AnswerStrip({ order, row, onAnswer }: Props) {
  const t = useTranslations("answer.strip");
  const can = useCan();
  const sentences = useSubmissionWords()(row);
  const [dialog, setDialog] = useState<"settle" | "case" | null>(null);
  const { withdraw, isPending, error } = useWithdraw();
  const isOpen = row.closedAt === null;
  // what a person has settled asks for nothing any more
  const tone = isOpen ? submissionLooks[row.state].tone : "grey";
  const maySettle = isOpen && settlesByHand(row.state).length > 0 && can("submission.settle");
  const mustAnswer = isOpen && (row.state === "refused" || row.state === "mismatch");
  return (
    <section aria-labelledby="strip-title" className="mb-3">
      <h2 id="strip-title" className="sr-only">
        {t("title")}
      </h2>
      <div
        className={clsx(
          "flex flex-wrap items-start gap-x-3 gap-y-1.5 rounded-6 px-3 py-2 text-ink",
          tonePlate[tone],
        )}
      >
        <span className="pt-0.5" role="status">
          <SubmissionStatus state={row.state} strong />
        </span>
        <span className="grid min-w-0 flex-1 basis-60 gap-0.5 pt-1 text-12 text-ink-2">
          {sentences.map((sentence) => (
            <span key={sentence} className="wrap-anywhere">
              {sentence}
            </span>
          ))}
          {isOpen && row.caseDueAt && row.state === "presumed_accepted" && <span>{t("noTrace")}</span>}
          {error && (
            <span role="alert" className="text-red">
              {errorDataOf(error)?.reason === "submission-left"
                ? t("left")
                : t("undone", { number: order.number })}
            </span>
          )}
        </span>
        <span className="flex flex-wrap gap-1.5">
          {row.caseDueAt && isOpen && (
            <Button size="row" icon={FileText} onClick={() => setDialog("case")}>
              {t("caseDraft")}
            </Button>
          )}
          {maySettle && (
            <Button size="row" onClick={() => setDialog("settle")}>
              {t(row.state === "unknown" ? "settle" : "handled")}
            </Button>
          )}
          {mustAnswer && can("order.acknowledge") && (
            <Button size="row" variant="primary" onClick={onAnswer}>
              {t("answerAgain")}
            </Button>
          )}
          {(row.state === "queued" || row.state === "draft") && can("submission.withdraw") && (
            <Button size="row" icon={Undo2} pending={isPending} onClick={() => withdraw(row.id)}>
              {row.state === "queued" && row.attempt === 0 ? <UndoWord until={row.nextAt} /> : t("withdraw")}
            </Button>
          )}
        </span>
      </div>
      {row.state === "mismatch" && isOpen && row.seen && <Differences order={order} lines={row.seen.lines} />}
      {dialog && (
        <Suspense>
          {dialog === "settle" && <SettleDialog row={row} onClose={() => setDialog(null)} />}
          {dialog === "case" && <CaseDialog order={order} row={row} onClose={() => setDialog(null)} />}
        </Suspense>
      )}
    </section>
  );
}

type DifferencesProps = { order: OrderDetail; lines: NonNullable<SubmissionRow["seen"]>["lines"] };

/** Both sides of the lines that differ, and the next step. */
function Differences({ order, lines }: DifferencesProps) {
  const t = useTranslations("answer.compare");
  const named = lines
    .filter((line) => line.kind === "mismatch")
    .map((line) => {
      const of = order.lines.find((one) => one.sequence === line.sequence);
      return { ...line, sku: of?.vendorSku ?? null, asin: of?.asin ?? null };
    });
  return (
    <div className="px-3 pt-2">
      <p aria-hidden="true" className="text-12 text-ink-2">
        {t("caption")}
      </p>
      <CompareLines caption={t("caption")} lines={named} />
      <p className="border-t border-line pt-1.5 text-12 text-ink-2">{t("next")}</p>
    </div>
  );
}

/** Counts the seconds that are left; afterwards the sending decides who was first. */
function UndoWord({ until }: { until: Date | null }) {
  const t = useTranslations("answer.strip");
  const left = () => (until ? Math.max(0, Math.ceil((until.getTime() - Date.now()) / 1000)) : 0);
  const [seconds, setSeconds] = useState(left);
  // outside system: the clock
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 250);
    return () => clearInterval(timer);
  });
  return seconds > 0 ? t("undoIn", { seconds }) : t("undo");
}
