"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import type { OrderDetail } from "@/components/orders/order-types";
import { SubmissionStatus } from "@/components/submissions/submission-status";
import type { SubmissionRow } from "@/components/submissions/submission-types";
import { useSubmissionWords } from "@/components/submissions/use-submission-words";
import type { useSubmissions } from "@/components/submissions/use-submissions";
import { QueryError } from "@/components/trpc/query-error";
import { Button } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { Skeleton } from "@/components/ui/skeleton";

const BytesDialog = lazy(() => import("./bytes-dialog").then((module) => ({ default: module.BytesDialog })));

type Props = { order: OrderDetail; query: ReturnType<typeof useSubmissions>; amazonZone: string | undefined };

/** Every document that this PO sent or prepared, with its state, its evidence and its exact bytes. */
export function AnswerDocuments({ order, query, amazonZone }: Props) {
  const t = useTranslations("answer.documents");
  const [bytes, setBytes] = useState<SubmissionRow | null>(null);
  const { data } = query;
  return (
    <section aria-labelledby="documents-title" className="pt-7">
      <h2 id="documents-title" className="flex min-h-9 items-center border-b border-line font-semibold">
        {t("title")}
      </h2>
      {!data && query.isError && <QueryError title={t("failed")} query={query} />}
      {!data && !query.isError && <Skeleton height={36} />}
      {data?.length === 0 && <p className="py-2 text-ink-2">{t("none")}</p>}
      <ul>
        {data?.map((row) => (
          <DocumentRow key={row.id} row={row} amazonZone={amazonZone} onBytes={() => setBytes(row)} />
        ))}
      </ul>
      {bytes && (
        <Suspense>
          <BytesDialog number={order.number} submission={bytes.id} onClose={() => setBytes(null)} />
        </Suspense>
      )}
    </section>
  );
}

type RowProps = { row: SubmissionRow; amazonZone: string | undefined; onBytes: () => void };

function DocumentRow({ row, amazonZone, onBytes }: RowProps) {
  const t = useTranslations("answer");
  const sentences = useSubmissionWords()(row);
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line py-2 desk:grid-cols-[9rem_11rem_minmax(0,1fr)_max-content]">
      <span>
        {t("documents.kind")}
        <span className="block text-12 text-ink-3">{t("documents.lines", { count: row.sum.lines })}</span>
      </span>
      <span>
        <SubmissionStatus state={row.state} />
      </span>
      <span className="grid min-w-0 gap-0.5 text-12 text-ink-2">
        {sentences.map((sentence) => (
          <span key={sentence} className="wrap-anywhere">
            {sentence}
          </span>
        ))}
        {row.transactionId && (
          <span className="wrap-anywhere">
            {t("evidence.transaction")} <span className="font-mono">{row.transactionId}</span>
            {row.acornRequestId && (
              <>
                {" · "}
                {t("evidence.request")} <span className="font-mono">{row.acornRequestId}</span>
              </>
            )}
          </span>
        )}
      </span>
      <span className="flex items-baseline gap-3 text-12 text-ink-3 desk:justify-end">
        <span>
          {row.createdBy}, <DateTime at={row.createdAt} amazonZone={amazonZone} />
        </span>
        <Button variant="link" size="text" onClick={onBytes}>
          {t("documents.bytes")}
        </Button>
      </span>
    </li>
  );
}
