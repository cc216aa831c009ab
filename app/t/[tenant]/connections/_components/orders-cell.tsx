"use client";

import { clsx } from "clsx";
import { CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatClock } from "@/components/i18n/format-date";
import { freshness } from "@/components/i18n/format-freshness";
import { useNow, useReader } from "@/components/i18n/reader";
import { Progress } from "@/components/ui/progress";
import { backfillWeek } from "../../_components/backfill-week";
import { intervalOf, isReadingHistory, ordersOf } from "./connection-health";
import type { ConnectionRow, FlowRow } from "./connection-types";
import { SyncResult } from "./sync-result";
import type { Sync } from "./use-sync";

/** How old the orders are and what comes next; the history's progress while it is read; the result of "Sync now". */
export function OrdersCell({ row, sync }: { row: ConnectionRow; sync: Sync }) {
  const flow = ordersOf(row);
  if (!flow) return null;
  const isActive = row.state === "active";
  return (
    <span className="grid min-w-0">
      {isActive && isReadingHistory(flow) ? <HistoryLine flow={flow} /> : <AgeLine flow={flow} />}
      <span className="truncate text-12 text-ink-2" aria-live="polite">
        {sync.isBusy || sync.run || sync.refusal ? (
          <SyncResult sync={sync} />
        ) : (
          <NextLine flow={flow} state={row.state} reason={row.stateReason} />
        )}
      </span>
    </span>
  );
}

export function AgeLine({ flow }: { flow: FlowRow }) {
  const t = useTranslations("time");
  const now = useNow();
  const { staleness, age } = freshness(flow.lastOkAt, intervalOf(flow), now);
  const isNow = age?.key === "minutes" && age.values.minutes === 0;
  const text = !age
    ? t("never")
    : isNow
      ? t("updatedNow")
      : t("updated", { span: t(`span.${age.key}`, age.values) });
  return (
    <span
      className={clsx(
        "truncate",
        staleness === "stale" && "text-amber",
        staleness === "silent" && "text-red",
        staleness === "never" && "text-ink-2",
      )}
    >
      {text}
    </span>
  );
}

/** Newest week first, so that what a person looks for first is there first. */
export function HistoryLine({ flow }: { flow: FlowRow }) {
  const t = useTranslations("connections.orders");
  const now = useNow();
  const at = backfillWeek(flow, now);
  if (!at) return null;
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <span className="shrink-0 whitespace-nowrap">{t("week", at)}</span>
      <Progress done={at.week - 1} total={at.total} label={t("history")} width={150} />
    </span>
  );
}

function NextLine({
  flow,
  state,
  reason,
}: {
  flow: FlowRow;
  state: ConnectionRow["state"];
  reason: string | null;
}) {
  const t = useTranslations("connections");
  const times = useTranslations("time");
  const { zone, locale } = useReader();
  const now = useNow();
  const clock = (at: Date) => formatClock(at, zone, locale, now);
  if (state === "reauthorise") return t("orders.unauthorised");
  if (state !== "active") return reason && isReason(reason, t) ? t(`reasons.${reason}`) : null;
  if (flow.run && flow.run.seen > 0 && isReadingHistory(flow))
    return t("orders.seen", { count: flow.run.seen });
  if (flow.failures > 0) {
    return (
      <span className="inline-flex items-center gap-1">
        <CircleX size={12} aria-hidden="true" className="text-red" />
        {flow.nextDueAt
          ? t("orders.failedRetry", { count: flow.failures, time: clock(flow.nextDueAt) })
          : t("orders.failed", { count: flow.failures })}
      </span>
    );
  }
  if (flow.run?.state === "running") return t("orders.reading");
  if (!flow.nextDueAt || isReadingHistory(flow)) return isReadingHistory(flow) ? t("orders.history") : null;
  if (flow.nextDueAt <= now) return t("orders.dueNow");
  return times("next", { time: clock(flow.nextDueAt) });
}

type ReasonKey = Parameters<ReturnType<typeof useTranslations<"connections.reasons">>>[0];

export function isReason(
  text: string,
  t: { has: (key: `reasons.${ReasonKey}`) => boolean },
): text is ReasonKey {
  // `has` takes any text at run time and says whether it is one of the keys
  return t.has(`reasons.${text}` as `reasons.${ReasonKey}`);
}
