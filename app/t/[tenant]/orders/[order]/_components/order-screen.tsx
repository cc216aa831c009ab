"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useState } from "react";
import { PageShell } from "@/components/frame/page-shell";
import { useWorkspace } from "@/components/frame/workspace";
import { OrderTimeline } from "@/components/orders/order-timeline";
import type { OrderDetail, OriginalChoice } from "@/components/orders/order-types";
import { useSubmissions } from "@/components/submissions/use-submissions";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { Skeleton } from "@/components/ui/skeleton";
import { findCountry } from "@/server/acorn/regions";
import { AnswerDocuments } from "./answer/answer-documents";
import { AnswerStrip } from "./answer/answer-strip";
import type { Kept } from "./answer/kept-draft";
import { useAnswerEvents } from "./answer/use-answer-events";
import { ChangedStrip } from "./changed-strip";
import { OrderClocks } from "./order-clocks";
import { OrderHead } from "./order-head";
import { OrderLines } from "./order-lines";
import { OrderParties } from "./order-parties";
import { useOrderPlace } from "./order-place";
import { OrderSkeleton } from "./order-skeleton";

const AnswerForm = lazy(() =>
  import("./answer/answer-form").then((module) => ({ default: module.AnswerForm })),
);
const OriginalDialog = lazy(() =>
  import("@/components/orders/original-dialog").then((module) => ({ default: module.OriginalDialog })),
);

/** An order as its own page, in the list that it was reached from. */
export function OrderScreen({ order: id }: { order: string }) {
  const t = useTranslations("order");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const place = useOrderPlace(id);
  const query = useQuery({ ...trpc.orders.get.queryOptions({ tenant, order: id }), refetchInterval: 60_000 });
  if (query.data) return <Loaded order={query.data} place={place} />;
  return (
    <PageShell title="" path={place.path}>
      {query.isError ? (
        <div className="p-6">
          <QueryError title={t("failed")} query={query} />
        </div>
      ) : (
        <OrderSkeleton />
      )}
    </PageShell>
  );
}

type LoadedProps = { order: OrderDetail; place: ReturnType<typeof useOrderPlace> };

function Loaded({ order, place }: LoadedProps) {
  const t = useTranslations("order.timeline");
  const [original, setOriginal] = useState<OriginalChoice | null>(null);
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [isAnswering, setAnswering] = useState(false);
  const close = useCallback(() => setAnswering(false), []);
  const submissions = useSubmissions(order.id);
  const last = submissions.data?.find((row) => row.state !== "withdrawn");
  const [kept, setKept] = useState<Kept | null>(null);
  const amazonZone = findCountry(order.country)?.timeZone ?? findCountry(order.connection.country)?.timeZone;
  const answerEvents = useAnswerEvents(submissions.data, amazonZone);
  const timeline = (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title" className="flex h-10 items-center border-b border-line px-4 font-semibold">
        {t("title")}
      </h2>
      <div className="px-4 py-4">
        <OrderTimeline order={order} amazonZone={amazonZone} more={answerEvents} onOriginal={setOriginal} />
      </div>
    </section>
  );
  return (
    <PageShell
      title={<span className="font-mono">{order.number}</span>}
      path={place.path}
      acts={place.steps}
      fixed
    >
      <OrderHead
        order={order}
        amazonZone={amazonZone}
        onOriginal={() => setOriginal("order")}
        onAnswer={isAnswering ? undefined : () => setAnswering(true)}
      />
      <div className="min-h-0 flex-1 overflow-y-auto full:flex full:overflow-hidden">
        <div className="min-w-0 flex-1 px-6 pt-3 pb-8 max-desk:px-4 full:overflow-y-auto">
          <ChangedStrip order={order} onOriginal={setOriginal} />
          {last && <AnswerStrip order={order} row={last} onAnswer={() => setAnswering(true)} />}
          {isAnswering ? (
            <Suspense fallback={<Skeleton height={240} />}>
              <AnswerForm
                order={order}
                amazonZone={amazonZone}
                onClose={close}
                kept={kept}
                onKept={setKept}
                after={submissions.isPending ? undefined : (last?.id ?? null)}
              />
            </Suspense>
          ) : (
            <OrderLines order={order} onlyChanged={onlyChanged} onOnlyChanged={setOnlyChanged} />
          )}
          <OrderClocks order={order} amazonZone={amazonZone} />
          <AnswerDocuments order={order} query={submissions} amazonZone={amazonZone} />
          <OrderParties order={order} />
        </div>
        <div className="shrink-0 border-line full:w-83 full:overflow-y-auto full:border-l max-full:border-t wide:w-105">
          {timeline}
        </div>
      </div>
      {original && (
        <Suspense>
          <OriginalDialog
            order={order}
            which={original}
            onWhich={setOriginal}
            onClose={() => setOriginal(null)}
          />
        </Suspense>
      )}
    </PageShell>
  );
}
