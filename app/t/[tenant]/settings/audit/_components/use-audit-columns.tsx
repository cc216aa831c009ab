"use client";

import { Ban, Bot, Building2, User } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { GridColumn } from "@/components/data-table/grid-column";
import { formatMoment } from "@/components/i18n/format-moment";
import { useReader } from "@/components/i18n/reader";
import { DateTime } from "@/components/ui/date-time";
import { IconWord } from "@/components/ui/icon-word";
import { useActionWords, useActorWords, useSubjectWords } from "./action-words";
import type { AuditRow } from "./audit-filters";
import { useDiffLine } from "./diff-words";

const Dash = () => <span className="text-ink-3">–</span>;
const icons = { member: User, agency: Building2, job: Bot };

/** As whom somebody acted: a member, staff of an agency by its grant, or a job. */
export function ActedAs({ row }: { row: AuditRow }) {
  const t = useTranslations("audit.kinds");
  return <IconWord icon={icons[row.actorKind]}>{row.agencyName ?? t(row.actorKind)}</IconWord>;
}

/** What was done, in words; a refusal carries its sign and word. */
export function ActionCell({ row }: { row: AuditRow }) {
  const t = useTranslations("audit.outcomes");
  const words = useActionWords()(row.action);
  if (row.outcome === "done") return <span className="block truncate">{words}</span>;
  return (
    <span className="flex gap-2">
      <IconWord icon={Ban} tone="red">
        {t("denied")}
      </IconWord>
      <span className="truncate">{words}</span>
    </span>
  );
}

const from = (row: AuditRow) => [row.address, row.device].filter(Boolean).join(" · ");

/** The columns of the audit; each also as the text that is copied. */
export function useAuditColumns(isNarrow: boolean): readonly GridColumn<AuditRow>[] {
  const t = useTranslations("audit");
  const action = useActionWords();
  const subject = useSubjectWords();
  const actor = useActorWords();
  const diffLine = useDiffLine();
  const { locale, zone } = useReader();
  return useMemo(
    () => [
      {
        id: "at",
        label: t("columns.at"),
        width: 132,
        pinned: true,
        fixed: true,
        cell: (row) => <DateTime at={row.at} />,
        text: (row) => formatMoment(row.at, zone, locale),
      },
      {
        id: "who",
        label: t("columns.who"),
        width: 148,
        cell: (row) => <span className="block truncate">{actor(row.actorKind, row.actorName)}</span>,
        text: (row) => actor(row.actorKind, row.actorName),
      },
      {
        id: "as",
        label: t("columns.as"),
        width: 128,
        cell: (row) => <ActedAs row={row} />,
        text: (row) => row.agencyName ?? t(`kinds.${row.actorKind}`),
      },
      {
        id: "action",
        label: t("columns.action"),
        width: 262,
        cell: (row) => <ActionCell row={row} />,
        text: (row) => (row.outcome === "denied" ? `${t("outcomes.denied")}: ` : "") + action(row.action),
      },
      {
        id: "subject",
        label: t("columns.subject"),
        width: 112,
        hidden: isNarrow,
        cell: (row) =>
          row.subjectKind ? <span className="text-ink-2">{subject(row.subjectKind)}</span> : <Dash />,
        text: (row) => (row.subjectKind ? `${subject(row.subjectKind)} ${row.subject ?? ""}`.trim() : ""),
      },
      {
        id: "change",
        label: t("columns.change"),
        width: 240,
        grow: true,
        hidden: isNarrow,
        cell: (row) => {
          const line = diffLine(row.before, row.after);
          return line ? (
            <span className="block truncate text-12 text-ink-2" title={line}>
              {line}
            </span>
          ) : (
            <Dash />
          );
        },
        text: (row) => diffLine(row.before, row.after),
      },
      {
        id: "from",
        label: t("columns.from"),
        width: 168,
        hidden: isNarrow,
        cell: (row) =>
          from(row) ? <span className="block truncate text-ink-2">{from(row)}</span> : <Dash />,
        text: from,
      },
      {
        id: "request",
        label: t("columns.request"),
        width: 190,
        hidden: true,
        cell: (row) => <span className="block truncate font-mono text-12">{row.requestId}</span>,
        text: (row) => row.requestId,
      },
    ],
    [t, action, subject, actor, diffLine, locale, zone, isNarrow],
  );
}
