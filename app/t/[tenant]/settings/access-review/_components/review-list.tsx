"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useRowKeys } from "@/components/data-table/use-row-keys";
import { type Command, useRegisterCommands } from "@/components/frame/command-registry";
import { useWorkspace } from "@/components/frame/workspace";
import { useQuarter } from "@/components/i18n/use-quarter";
import { StepUp } from "@/components/security/step-up";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { ReviewItem, type ReviewItemRow } from "./review-item";
import type { ReviewRow } from "./review-screen";
import { useDecide } from "./use-decide";

const columns = ["name", "kind", "role", "seen", "answer"] as const;
const skeletonRows = ["a", "b", "c"];

/** Each place with its two answers; Y keeps, R revokes the row under the cursor. */
export function ReviewList({ review }: { review: ReviewRow }) {
  const t = useTranslations("reviews");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const query = useQuery(trpc.reviews.items.queryOptions({ tenant, review: review.id }));
  if (query.isError) {
    return (
      <div className="px-6 pb-3 max-desk:px-4">
        <QueryError title={t("failedToLoad")} query={query} />
      </div>
    );
  }
  if (!query.data) {
    return (
      <div aria-busy="true">
        {skeletonRows.map((row) => (
          <div key={row} className="flex h-13 items-center border-t border-line px-6">
            <Skeleton width={260} />
          </div>
        ))}
      </div>
    );
  }
  return <Rows review={review} rows={query.data} />;
}

function Rows({ review, rows }: { review: ReviewRow; rows: readonly ReviewItemRow[] }) {
  const t = useTranslations("reviews");
  const say = useQuarter();
  const isOpen = review.closedAt === null;
  const [chosen, setChosen] = useState<string | null>(null);
  const [asking, setAsking] = useState<ReviewItemRow | null>(null);
  const { decide, pending, faultOf, stepUp } = useDecide(review);
  const at = rows.findIndex((row) => row.id === chosen);
  const here = rows[at] ?? rows.find((row) => row.decision === null) ?? rows[0];
  const move = (step: 1 | -1) => {
    const from = rows.findIndex((row) => row.id === here?.id);
    const next = rows[Math.min(rows.length - 1, Math.max(0, from + step))];
    if (!next) return;
    setChosen(next.id);
    document.getElementById(`review ${next.id}`)?.scrollIntoView({ block: "nearest" });
  };
  const keep = (row: ReviewItemRow | undefined) => {
    if (!isOpen || !row || row.decision !== null) return;
    decide(row, "keep");
    setChosen(rows.find((one) => one.decision === null && one.id !== row.id)?.id ?? row.id);
  };
  const revoke = (row: ReviewItemRow | undefined) => {
    if (isOpen && row && row.decision !== "revoke" && !row.isSelf) setAsking(row);
  };
  useAnswerKeys(isOpen, { move, keep: () => keep(here), revoke: () => revoke(here) });
  return (
    <>
      <div
        aria-hidden="true"
        className="review-grid h-8 border-t border-line bg-sunken px-6 text-12 text-ink-2 max-full:hidden"
      >
        {columns.map((column) => (
          <span key={column}>{t(`columns.${column}`)}</span>
        ))}
      </div>
      <ul aria-label={t("quarter", { quarter: say(review.quarter) })} className="border-b border-line">
        {rows.map((row) => (
          <ReviewItem
            key={row.id}
            row={row}
            isOpen={isOpen}
            isCursor={isOpen && row.id === here?.id}
            isPending={pending === row.id}
            fault={faultOf(row.id)}
            onFocus={() => setChosen(row.id)}
            onKeep={() => keep(row)}
            onRevoke={() => revoke(row)}
          />
        ))}
      </ul>
      <StepUp {...stepUp}>{null}</StepUp>
      {asking && (
        <ConfirmDialog
          open
          onClose={() => setAsking(null)}
          onConfirm={() => {
            decide(asking, "revoke");
            setAsking(null);
          }}
          title={t("confirm.title", { name: asking.name })}
          description={t(`confirm.${asking.subjectKind}`, { name: asking.name })}
          act={t("confirm.act")}
          word={asking.name}
        />
      )}
    </>
  );
}

type Acts = { move: (step: 1 | -1) => void; keep: () => void; revoke: () => void };

function useAnswerKeys(isOpen: boolean, { move, keep, revoke }: Acts): void {
  const t = useTranslations("reviews.keys");
  useRowKeys({ move });
  const commands = useMemo(
    (): readonly Command[] =>
      isOpen
        ? [
            { id: "review-keep", keys: "Y", label: t("keep"), scope: "rows", run: keep, keyOnly: true },
            { id: "review-revoke", keys: "R", label: t("revoke"), scope: "rows", run: revoke, keyOnly: true },
          ]
        : [],
    [isOpen, t, keep, revoke],
  );
  useRegisterCommands(commands);
}
