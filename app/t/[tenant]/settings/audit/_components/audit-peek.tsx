"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DateTime } from "@/components/ui/date-time";
import { Facts } from "@/components/ui/facts";
import { SidePeek } from "@/components/ui/side-peek";
import { useActionWords, useActorWords, useSubjectWords } from "./action-words";
import type { AuditFilterState, AuditRow } from "./audit-filters";
import { useDiffFacts } from "./diff-words";
import { ActedAs } from "./use-audit-columns";

type Props = {
  row: AuditRow;
  position: string | undefined;
  onFilters: (change: Partial<AuditFilterState>) => void;
  onPrevious?: () => void;
  onNext?: () => void;
  onClose: () => void;
};

/** One entry with all that was recorded of it. */
export function AuditPeek({ row, position, onFilters, onPrevious, onNext, onClose }: Props) {
  const t = useTranslations("audit");
  const { person, subject } = row;
  const say = useActionWords();
  const kind = useSubjectWords();
  const actor = useActorWords();
  return (
    <SidePeek
      title={say(row.action)}
      position={position}
      onPrevious={onPrevious}
      onNext={onNext}
      onClose={onClose}
      foot={
        <>
          {person && <Button onClick={() => onFilters({ person: [person] })}>{t("peek.only")}</Button>}
          {subject && <Button onClick={() => onFilters({ subject })}>{t("peek.onlySubject")}</Button>}
        </>
      }
    >
      <div className="grid gap-5">
        <Facts
          facts={[
            {
              name: t("columns.at"),
              value: (
                <>
                  <DateTime at={row.at} form="day" /> <DateTime at={row.at} form="time" />
                </>
              ),
            },
            { name: t("columns.who"), value: actor(row.actorKind, row.actorName) },
            {
              name: t("columns.as"),
              value: row.agencyName ? t("viaAgency", { agency: row.agencyName }) : <ActedAs row={row} />,
            },
            { name: t("columns.outcome"), value: t(`outcomes.${row.outcome}`) },
            {
              name: t("columns.subject"),
              value: row.subjectKind ? (
                <span className="break-all">
                  {kind(row.subjectKind)} <span className="font-mono text-12">{row.subject}</span>
                </span>
              ) : (
                "–"
              ),
            },
            { name: t("columns.address"), value: row.address ?? "–" },
            { name: t("columns.device"), value: row.device ?? "–" },
            {
              name: t("peek.request"),
              value: (
                <span className="flex items-start gap-1">
                  <span className="font-mono text-12 break-all">{row.requestId}</span>
                  <CopyButton text={row.requestId} />
                </span>
              ),
            },
            {
              name: t("peek.seal"),
              value:
                row.position === null ? (
                  t("seal.pending")
                ) : (
                  <>
                    {t("seal.number", { position: row.position })}
                    <span className="block font-mono text-12 break-all">{row.seal}</span>
                  </>
                ),
            },
          ]}
        />
        <Changes row={row} />
        <section>
          <h3 className="pb-1 font-semibold">{t("peek.json")}</h3>
          <pre className="rounded-6 bg-sunken p-2 font-mono text-12 break-all whitespace-pre-wrap">
            {JSON.stringify({ action: row.action, before: row.before, after: row.after }, null, 2)}
          </pre>
        </section>
      </div>
    </SidePeek>
  );
}

function Changes({ row }: { row: AuditRow }) {
  const t = useTranslations("audit");
  const diffs = useDiffFacts()(row.before, row.after);
  if (diffs.length === 0) return null;
  return (
    <section>
      <h3 className="pb-1 font-semibold">{t("columns.change")}</h3>
      <dl className="grid gap-1.5">
        {diffs.map(({ field, before, after }) => (
          <div key={field}>
            <dt className="text-12 text-ink-3">{field}</dt>
            <dd className="break-words">
              {before !== null && <del className="text-ink-3">{before}</del>}
              {before !== null && " → "}
              {after ?? t("peek.nothing")}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
