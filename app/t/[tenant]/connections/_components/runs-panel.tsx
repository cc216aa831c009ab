"use client";

import { useQueries } from "@tanstack/react-query";
import { CircleCheck, CircleX, Clock, Loader } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { formatClock } from "@/components/i18n/format-date";
import { formatNumber } from "@/components/i18n/format-number";
import { useNow, useReader } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { Button } from "@/components/ui/button";
import { IconWord } from "@/components/ui/icon-word";
import { Skeleton } from "@/components/ui/skeleton";
import { isAnyLive } from "./connection-health";
import type { ConnectionRow, SyncRun } from "./connection-types";
import { Panel } from "./panel";
import { isCode } from "./sync-result";

const shownFirst = 8;
const skeletonRows = ["a", "b", "c", "d"];

/** The last readings: when, what, how long, what came, and what went wrong. */
export function RunsPanel({ row, all }: { row: ConnectionRow; all?: boolean }) {
  const t = useTranslations("connections.runs");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  // the last run of each page but the newest one
  const [befores, setBefores] = useState<readonly string[]>([]);
  const pages = useQueries({
    queries: [undefined, ...befores].map((before) => ({
      ...trpc.connections.runs.queryOptions({ tenant, connection: row.id, before }),
      refetchInterval: before ? (false as const) : isAnyLive([row]) ? 4_000 : 30_000,
    })),
  });
  const failed = pages.find((page) => page.isError && !page.data);
  const isFirstHere = pages[0]?.data !== undefined;
  const runs = isFirstHere ? pages.flatMap((page) => page.data?.runs ?? []) : undefined;
  const nextBefore = pages.at(-1)?.data?.nextBefore ?? null;
  const shown = all ? runs : runs?.slice(0, shownFirst);
  return (
    <Panel title={t("title")}>
      {failed && <QueryError title={t("failed")} query={failed} />}
      {shown?.length === 0 && <p className="text-ink-2">{t("none")}</p>}
      {(runs ? runs.length > 0 : !failed) && (
        <div className="overflow-x-auto">
          <table className="w-full table-fixed max-desk:text-12">
            <thead className="text-left text-12 text-ink-2">
              <tr className="h-8 border-b border-line *:pr-5 *:font-normal *:whitespace-nowrap max-desk:*:pr-3 *:last:pr-0">
                <th className="w-34 max-desk:w-24">{t("started")}</th>
                <th className="w-48 max-desk:w-20">{t("what")}</th>
                <th>{t("state")}</th>
                <th className="w-26 text-right max-desk:hidden">{t("took")}</th>
                <th className="w-22 text-right max-desk:hidden">{t("seen")}</th>
                <th className="w-22 text-right max-desk:w-13">{t("inserted")}</th>
                <th className="w-22 text-right max-desk:w-16">{t("changed")}</th>
                <th className="w-30 text-right max-desk:hidden">{t("quarantined")}</th>
              </tr>
            </thead>
            <tbody>
              {shown?.map((run) => (
                <RunItem key={run.id} run={run} />
              ))}
              {!runs &&
                skeletonRows.map((one) => (
                  <tr key={one} className="h-8 border-b border-line">
                    <td colSpan={8}>
                      <Skeleton />
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      )}
      {all && nextBefore && (
        <Button className="mt-3" onClick={() => setBefores([...befores, nextBefore])}>
          {t("older")}
        </Button>
      )}
    </Panel>
  );
}

const looks = {
  queued: { icon: Clock, tone: "grey" },
  running: { icon: Loader, tone: "blue" },
  done: { icon: CircleCheck, tone: "grey" },
  failed: { icon: CircleX, tone: "red" },
} as const;

function RunItem({ run }: { run: SyncRun }) {
  const t = useTranslations("connections");
  const codes = useTranslations("errors");
  const { zone, locale } = useReader();
  const now = useNow();
  const figure = (value: number) => (
    <span className={value === 0 ? "text-ink-3" : undefined}>{formatNumber(value, locale)}</span>
  );
  const word =
    run.state === "failed"
      ? codes(`codes.${isCode(run.errorCode, codes) ? run.errorCode : "INTERNAL"}`)
      : run.state === "running" && run.stepsTotal > 1
        ? t("runs.step", { done: run.stepsDone, total: run.stepsTotal })
        : t(`runs.states.${run.state}`);
  return (
    <tr className="h-8 border-b border-line *:pr-5 *:whitespace-nowrap max-desk:*:pr-3 *:last:pr-0">
      <td>
        <time dateTime={run.startedAt.toISOString()}>{formatClock(run.startedAt, zone, locale, now)}</time>
      </td>
      <td>
        {t(`flows.${run.flow}`)}
        <span className="text-12 text-ink-2 max-desk:hidden"> {t(`runs.kinds.${run.kind}`)}</span>
      </td>
      <td>
        <IconWord icon={looks[run.state].icon} tone={looks[run.state].tone}>
          {word}
        </IconWord>
      </td>
      <td className="text-right text-ink-2 max-desk:hidden">
        {run.finishedAt ? <Took ms={run.finishedAt.getTime() - run.startedAt.getTime()} /> : "–"}
      </td>
      <td className="text-right max-desk:hidden">{figure(run.seen)}</td>
      <td className="text-right">{figure(run.inserted)}</td>
      <td className="text-right">{figure(run.changed)}</td>
      <td className="text-right max-desk:hidden">
        {run.quarantined > 0 ? <span className="text-red">{run.quarantined}</span> : figure(0)}
      </td>
    </tr>
  );
}

function Took({ ms }: { ms: number }) {
  const t = useTranslations("connections.runs");
  const { locale } = useReader();
  const seconds = Math.max(0, ms) / 1000;
  if (seconds >= 90) return t("minutes", { count: Math.round(seconds / 60) });
  return t("seconds", {
    count: formatNumber(seconds, locale, { maximumFractionDigits: seconds < 10 ? 1 : 0 }),
  });
}
