"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { formatMoment } from "@/components/i18n/format-moment";
import { useReader } from "@/components/i18n/reader";
import { useQuarter } from "@/components/i18n/use-quarter";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { Countdown } from "@/components/ui/countdown";
import { Empty } from "@/components/ui/empty";
import { Skeleton } from "@/components/ui/skeleton";
import type { AppRouter } from "@/server/routers/root";
import { SettingsShell } from "../../_components/settings-shell";
import { ReviewList } from "./review-list";

export type ReviewRow = inferRouterOutputs<AppRouter>["reviews"]["list"]["reviews"][number];
const skeletonRows = ["a", "b", "c"];

/** The open review with its questions, and those that were answered before. */
export function ReviewScreen() {
  const t = useTranslations("reviews");
  const trpc = useTRPC();
  const can = useCan();
  const { id: tenant } = useWorkspace();
  const query = useQuery({
    ...trpc.reviews.list.queryOptions({ tenant }),
    enabled: can("access.review"),
  });
  if (!can("access.review")) {
    return (
      <SettingsShell>
        <Empty>{t("notYours")}</Empty>
      </SettingsShell>
    );
  }
  const { data } = query;
  const open = data?.reviews.find((review) => review.closedAt === null);
  const earlier = data?.reviews.filter((review) => review !== open) ?? [];
  return (
    <SettingsShell>
      <p className="max-w-180 px-6 py-3 text-ink-2 max-desk:px-4">{t("lead")}</p>
      {!data && query.isError && (
        <div className="px-6 max-desk:px-4">
          <QueryError title={t("failedToLoad")} query={query} />
        </div>
      )}
      {!data && !query.isError && (
        <div aria-busy="true">
          {skeletonRows.map((row) => (
            <div key={row} className="flex h-13 items-center border-t border-line px-6">
              <Skeleton width={260} />
            </div>
          ))}
        </div>
      )}
      {open && <OpenReview review={open} />}
      {data && !open && <NoReview quarter={data.isAsked ? null : data.quarter} />}
      {data && <Earlier reviews={earlier} />}
    </SettingsShell>
  );
}

function OpenReview({ review }: { review: ReviewRow }) {
  const t = useTranslations("reviews");
  const say = useQuarter();
  return (
    <section aria-labelledby="open-title">
      <div className="flex min-h-11 flex-wrap items-center gap-x-5 gap-y-1 px-6 py-2 max-desk:px-4">
        <h2 id="open-title" className="text-15 font-semibold">
          {t("quarter", { quarter: say(review.quarter) })}
        </h2>
        <span className="text-ink-2" aria-live="polite">
          {t("progress", { done: review.kept + review.revoked, total: review.total })}
        </span>
        <span className="flex items-center gap-2 text-12 text-ink-2">
          {t("due")} <Countdown dueAt={review.dueAt} />
        </span>
      </div>
      <ReviewList review={review} />
    </section>
  );
}

/** @param quarter the one that has no review yet, or null */
function NoReview({ quarter }: { quarter: string | null }) {
  const t = useTranslations("reviews");
  const say = useQuarter();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id: tenant } = useWorkspace();
  const start = useMutation(
    trpc.reviews.open.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queryClient.invalidateQueries({ queryKey: trpc.reviews.list.queryKey() }),
          queryClient.invalidateQueries({ queryKey: trpc.dashboards.due.queryKey() }),
        ]),
    }),
  );
  const { whole } = useFaultsOfReview(start.error);
  return (
    <div className="border-t border-line">
      <Empty
        action={
          quarter && (
            <Button variant="primary" pending={start.isPending} onClick={() => start.mutate({ tenant })}>
              {t("start", { quarter: say(quarter) })}
            </Button>
          )
        }
        link={
          whole ? (
            <span role="alert" className="text-12 text-red">
              {whole}
            </span>
          ) : (
            quarter && <span className="text-12 text-ink-3">{t("startHint")}</span>
          )
        }
      >
        {t("none")}
      </Empty>
    </div>
  );
}

function useFaultsOfReview(error: unknown) {
  const { whole } = useFaults(error, []);
  return { whole: error ? whole : undefined };
}

function Earlier({ reviews }: { reviews: readonly ReviewRow[] }) {
  const t = useTranslations("reviews");
  const say = useQuarter();
  const { zone, locale } = useReader();
  const [seen, setSeen] = useState<string | null>(null);
  return (
    <section aria-labelledby="earlier-title" className="pt-7 pb-8">
      <h2 id="earlier-title" className="px-6 pb-2 font-semibold max-desk:px-4">
        {t("earlier")}
      </h2>
      {reviews.length === 0 && <p className="px-6 text-ink-2 max-desk:px-4">{t("noEarlier")}</p>}
      <ul className="border-b border-line empty:hidden">
        {reviews.map((review) => (
          <li key={review.id} className="border-t border-line">
            <div className="flex min-h-13 flex-wrap items-center gap-x-5 gap-y-1 px-6 py-2 max-desk:px-4">
              <span className="font-medium">{say(review.quarter)}</span>
              <span>{t("sums", { kept: review.kept, revoked: review.revoked })}</span>
              <span className="flex-1 text-12 text-ink-3">
                {review.closedAt &&
                  t("closed", {
                    at: formatMoment(review.closedAt, zone, locale),
                    name: review.closedByName ?? "",
                  })}
              </span>
              <Button
                size="row"
                aria-expanded={seen === review.id}
                aria-label={t("openName", { quarter: say(review.quarter) })}
                onClick={() => setSeen(seen === review.id ? null : review.id)}
              >
                {t("open")}
              </Button>
            </div>
            {seen === review.id && <ReviewList review={review} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
