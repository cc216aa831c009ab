"use client";

import { FileClock, GitCompare, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatClock } from "@/components/i18n/format-date";
import { useNow, useReader } from "@/components/i18n/reader";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { DraftLine } from "./answer-draft";
import type { useAnswerForm } from "./use-answer-form";

type Form = Pick<ReturnType<typeof useAnswerForm>, "sheet" | "backFrom" | "changed" | "isSafe" | "discard">;

/** What became of an earlier draft: it is back, some of it fits no more, or this browser keeps none. */
export function DraftNotices({ form }: { form: Form }) {
  const t = useTranslations("answer.form.draft");
  const { locale, zone } = useReader();
  const now = useNow();
  const { backFrom, changed, isSafe } = form;
  return (
    <>
      {backFrom && (
        <div role="status">
          <Notice
            icon={FileClock}
            tone="accent"
            title={t("back", { time: formatClock(backFrom, zone, locale, now) })}
            action={
              <Button size="row" onClick={form.discard}>
                {t("discard")}
              </Button>
            }
          />
        </div>
      )}
      {changed && (
        <div role="alert">
          <Notice
            icon={GitCompare}
            tone="violet"
            title={
              changed.renewed.length + changed.lost.length === 0
                ? t("rebasedNone")
                : t("rebased", { count: changed.renewed.length, lines: changed.renewed.join(", ") })
            }
          >
            {changed.lost.map((line) => (
              <LostLine key={line.sequence} line={line} form={form} />
            ))}
          </Notice>
        </div>
      )}
      {!isSafe && <Notice icon={TriangleAlert} tone="amber" title={t("unsafe")} />}
    </>
  );
}

/** What was typed for a line and fits it no more, to be read and typed again. */
function LostLine({ line, form }: { line: DraftLine; form: Form }) {
  const t = useTranslations("answer.form");
  const isGone = !form.sheet?.lines.some((one) => one.sequence === line.sequence && !one.isCancelled);
  const parts = line.parts.map(
    (part) => `${t(`answers.${part.answer}`)} ${part.amount || "–"} ${t(`unit.${part.unit}`)}`,
  );
  return (
    <span className="block">
      {t(isGone ? "draft.lostGone" : "draft.lost", { line: line.sequence, parts: parts.join(" · ") })}
    </span>
  );
}
