"use client";

import { useTranslations } from "next-intl";
import { formatClock } from "@/components/i18n/format-date";
import { useNow, useReader } from "@/components/i18n/reader";
import { factOf, lastStep } from "./submission-evidence";
import type { SubmissionRow } from "./submission-types";

/** What makes us say that a document stands where it does, and what comes next: sentences, the most telling first. */
export function useSubmissionWords(): (row: SubmissionRow) => string[] {
  const t = useTranslations("answer.evidence");
  const { locale, zone } = useReader();
  const now = useNow();
  const clock = (at: Date) => formatClock(at, zone, locale, now);
  return (row) => {
    const step = lastStep(row);
    const time = clock(step?.at ?? row.createdAt);
    const who = step?.actor ?? row.createdBy;
    const next = row.nextAt ? clock(row.nextAt) : "";
    const { seen } = row;
    const nextLook = row.nextAt ? [t("nextLook", { next })] : [];
    if (row.closedAt) {
      const closing = row.events.at(-1);
      return [
        t("closed", {
          time: clock(row.closedAt),
          who: closing?.actor ?? who,
          note: factOf(closing, "note") ?? "",
        }),
      ];
    }
    switch (row.state) {
      case "queued": {
        if (row.accountState !== "active") return [t("queuedHeld")];
        const failed = row.events.findLast((one) => factOf(one, "code") !== null);
        return row.attempt > 0 && failed
          ? [t("queuedAgain", { code: factOf(failed, "code") ?? "", next })]
          : [t("queued", { next })];
      }
      case "sent":
        return [t("sent", { time, next })];
      case "presumed_accepted": {
        const note = factOf(step, "note");
        return [
          note === null
            ? t("presumed_accepted", { time: clock(row.sentAt ?? row.createdAt) })
            : t("presumedByHand", { note }),
          ...(seen ? [t("looked", { time: clock(seen.lookedAt) })] : []),
          ...(row.nextAt ? nextLook : [t("noLook")]),
        ];
      }
      case "verified":
        return [
          t("verified", {
            time: clock(seen?.lookedAt ?? step?.at ?? row.createdAt),
            lines: seen?.lines.length ?? 0,
          }),
        ];
      case "mismatch": {
        const differ = seen?.lines.filter((line) => line.kind === "mismatch").length ?? 0;
        return [
          t("mismatch", {
            time: clock(seen?.lookedAt ?? row.createdAt),
            differ,
            lines: seen?.lines.length ?? 0,
          }),
          ...nextLook,
        ];
      }
      case "refused":
        return [
          t("refused", { time }),
          ...row.reasons.map(({ code, message }) => `${code}: ${message || t("unexplained")}`),
        ];
      case "unknown":
        if (factOf(step, "reason") === "shadow-mode") return [t("unknownShadow", { time })];
        return [row.nextAt ? t("unknown", { time, next }) : t("unknownAsk", { time })];
      case "withdrawn":
        switch (factOf(step, "reason")) {
          case "account-removed":
            return [t("withdrawnAccount", { time })];
          case "shadow-mode":
            return [t("withdrawnShadow", { time })];
          default:
            return [t("withdrawn", { time, who })];
        }
      case "draft":
        return [t("draft", { time, who })];
      case "awaiting_approval":
      case "sending":
        return [t(row.state, { time })];
    }
  };
}
