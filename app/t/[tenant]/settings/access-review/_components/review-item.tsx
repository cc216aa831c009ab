"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { clsx } from "clsx";
import { Ban, Building2, Check, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatClock } from "@/components/i18n/format-date";
import { useNow, useReader } from "@/components/i18n/reader";
import { Button } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { IconWord } from "@/components/ui/icon-word";
import type { AppRouter } from "@/server/routers/root";

export type ReviewItemRow = inferRouterOutputs<AppRouter>["reviews"]["items"][number];

type Props = {
  row: ReviewItemRow;
  isOpen: boolean;
  isCursor: boolean;
  isPending: boolean;
  fault: string | undefined;
  onFocus: () => void;
  onKeep: () => void;
  onRevoke: () => void;
};

/** Who, as what, seen when, and the answer: two buttons at the same place in every row. */
export function ReviewItem({ row, isOpen, isCursor, isPending, fault, onFocus, onKeep, onRevoke }: Props) {
  const t = useTranslations("reviews");
  const roles = useTranslations("frame.tenant.role");
  const isRole = (role: string): role is Parameters<typeof roles>[0] => roles.has(role as "owner");
  const Icon = row.subjectKind === "grant" ? Building2 : UserRound;
  return (
    <li
      id={`review ${row.id}`}
      onFocus={onFocus}
      className={clsx(
        "review-row relative border-t border-line px-6 max-desk:px-4",
        isCursor &&
          "bg-hover shadow-[inset_2px_0_0_var(--color-accent)] max-desk:bg-transparent max-desk:shadow-none",
        isPending && "opacity-60",
      )}
    >
      <span className="min-w-0 [grid-area:name]">
        <span className="block truncate font-medium">
          {row.name}
          {row.isSelf && <span className="pl-2 text-12 font-normal text-ink-3">{t("self")}</span>}
        </span>
        <span className="block truncate text-12 text-ink-3">
          {row.subjectKind === "grant" && row.detail === "" ? t("allConnections") : row.detail}
        </span>
        {fault && (
          <span role="alert" className="block text-12 text-red">
            {fault}
          </span>
        )}
      </span>
      <span className="[grid-area:kind] max-desk:justify-self-end">
        <IconWord icon={Icon}>{t(`kinds.${row.subjectKind}`)}</IconWord>
      </span>
      <span className="[grid-area:role] max-desk:justify-self-end">
        {isRole(row.role) ? roles(row.role) : row.role}
      </span>
      <span className="text-ink-2 [grid-area:seen]">
        {row.lastSeenAt ? (
          <DateTime at={row.lastSeenAt} />
        ) : (
          <span className="text-ink-3">{t(row.subjectKind === "grant" ? "neverEntered" : "neverSeen")}</span>
        )}
      </span>
      <span className="flex min-w-0 flex-wrap items-center justify-end gap-2 [grid-area:answer]">
        {row.decision && <Answer row={row} />}
        {isOpen && row.decision === null && (
          <Button
            size="row"
            onClick={onKeep}
            pending={isPending}
            keyHint={isCursor ? "Y" : undefined}
            aria-label={t("keepName", { name: row.name })}
            className={clsx("max-desk:flex-1 desk:w-24", row.isSelf && "desk:mr-26")}
          >
            {t("keep")}
          </Button>
        )}
        {isOpen && row.decision !== "revoke" && !row.isSelf && (
          <Button
            size="row"
            variant="danger"
            onClick={onRevoke}
            keyHint={isCursor ? "R" : undefined}
            aria-label={t("revokeName", { name: row.name })}
            className="max-desk:flex-1 desk:w-24"
          >
            {t("revoke")}
          </Button>
        )}
      </span>
    </li>
  );
}

function Answer({ row }: { row: ReviewItemRow }) {
  const t = useTranslations("reviews");
  const { zone, locale } = useReader();
  const now = useNow();
  const isKept = row.decision === "keep";
  return (
    <span className="mr-auto min-w-0">
      <IconWord icon={isKept ? Check : Ban} tone="grey" strong>
        {t(isKept ? "kept" : "revoked")}
      </IconWord>
      <span className="block truncate text-12 text-ink-3">
        {row.decidedAt &&
          t("by", { name: row.decidedByName ?? "", at: formatClock(row.decidedAt, zone, locale, now) })}
      </span>
    </span>
  );
}
