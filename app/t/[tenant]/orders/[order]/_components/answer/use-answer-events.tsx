"use client";

import { useTranslations } from "next-intl";
import { factOf } from "@/components/submissions/submission-evidence";
import { submissionLooks } from "@/components/submissions/submission-status";
import type { SubmissionRow } from "@/components/submissions/submission-types";
import { DateTime } from "@/components/ui/date-time";
import type { TimelineEvent } from "@/components/ui/timeline";

/** What happened to the answers of a PO, for its timeline: each step with who or what made it. */
export function useAnswerEvents(
  rows: readonly SubmissionRow[] | undefined,
  amazonZone: string | undefined,
): (TimelineEvent & { at: Date })[] {
  const t = useTranslations("answer");
  return (rows ?? []).flatMap((row) =>
    row.events.map((step) => {
      const transaction = factOf(step, "transactionId");
      const code = factOf(step, "code");
      const note = factOf(step, "note");
      const what = [
        step.actor,
        step.attempt > 1 ? t("documents.attempt", { attempt: step.attempt }) : null,
        transaction && `${t("evidence.transaction")} ${transaction}`,
        code,
        note,
      ];
      return {
        ...submissionLooks[step.state],
        id: `${row.id} ${step.step}`,
        at: step.at,
        title: t("timeline", { state: t(`states.${step.state}`) }),
        evidence: what.filter(Boolean).join(" · "),
        time: <DateTime at={step.at} amazonZone={amazonZone} />,
      };
    }),
  );
}
