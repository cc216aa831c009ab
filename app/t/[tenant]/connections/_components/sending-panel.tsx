"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";
import { QueryError } from "@/components/trpc/query-error";
import { Skeleton } from "@/components/ui/skeleton";
import type { ConnectionRow } from "./connection-types";
import { FactList } from "./fact-list";
import { ModeSwitch } from "./mode-switch";
import { ModeSince, ModeWord } from "./mode-word";
import { Panel } from "./panel";
import { shadowRate } from "./shadow-rate";
import { useRateText } from "./shadow-words";
import { useShadow } from "./use-shadow";

/** Whether answers of a production account leave, how often they would have been right, and the switch. */
export function SendingPanel({ row }: { row: ConnectionRow }) {
  const t = useTranslations("connections");
  const { base } = useWorkspace();
  const report = useShadow(row);
  if (row.environment === "sandbox") return null;
  return (
    <Panel title={t("shadow.sending")}>
      <FactList
        facts={[
          {
            name: t("mode.label"),
            value: (
              <span className="flex flex-wrap items-baseline gap-x-2">
                <ModeWord row={row} />
                <ModeSince row={row} />
              </span>
            ),
          },
          {
            name: t("shadow.right"),
            value: report.data ? (
              <RateLine rows={report.data.rows} />
            ) : (
              report.isPending && <Skeleton width={160} />
            ),
          },
        ]}
      />
      {report.isError && !report.data && (
        <div className="pt-3">
          <QueryError title={t("shadow.failed")} query={report} />
        </div>
      )}
      <p className="pt-2 text-12 text-ink-2">{t(`mode.texts.${row.mode}`)}</p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pt-3">
        <ModeSwitch row={row} />
        <Link
          href={placeHref(base, `/connections/${row.id}/shadow`)}
          className="text-12 font-medium text-accent hover:underline"
        >
          {t("shadow.see")}
        </Link>
      </div>
    </Panel>
  );
}

function RateLine({ rows }: { rows: Parameters<typeof shadowRate>[0] }) {
  const t = useTranslations("connections.shadow");
  const rateText = useRateText();
  const rate = shadowRate(rows);
  return (
    <span className="flex flex-wrap gap-x-2">
      {rateText(rate) ?? <span className="text-ink-2">– {t("nothing")}</span>}
      {rate.waiting > 0 && <span className="text-ink-2">{t("waiting", { count: rate.waiting })}</span>}
    </span>
  );
}
