"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCan } from "@/components/frame/workspace";
import { Button } from "@/components/ui/button";
import { flowOrder, isReadingHistory } from "./connection-health";
import type { ConnectionRow, FlowRow } from "./connection-types";
import { connectionName } from "./connection-words";
import { FrequencyButton } from "./frequency-button";
import { AgeLine, HistoryLine } from "./orders-cell";
import { Panel } from "./panel";
import { SyncResult } from "./sync-result";
import { useSync } from "./use-sync";

/** What is read from this account, how often, how fresh it is, and the button that reads it now. */
export function ReadingPanel({ row }: { row: ConnectionRow }) {
  const t = useTranslations("connections.reading");
  return (
    <Panel title={t("title")} note={t("note")}>
      <ul>
        {[...row.flows]
          .sort((a, b) => flowOrder.indexOf(a.flow) - flowOrder.indexOf(b.flow))
          .map((flow) => (
            <FlowItem key={flow.flow} row={row} flow={flow} />
          ))}
      </ul>
      {row.vendorCodes.length > 0 && (
        <p className="pt-2 text-12 text-ink-2">
          {t("codes")} <span className="font-mono text-ink">{row.vendorCodes.join(" ")}</span>
        </p>
      )}
    </Panel>
  );
}

function FlowItem({ row, flow }: { row: ConnectionRow; flow: FlowRow }) {
  const t = useTranslations("connections");
  const can = useCan();
  const sync = useSync(row.id, flow.flow);
  const name = connectionName(row);
  const isActive = row.state === "active";
  return (
    <li className="grid min-h-13 grid-cols-[minmax(0,1fr)_max-content_max-content] items-center gap-x-2 border-b border-line py-1">
      <span className="grid min-w-0">
        <span className="truncate font-medium">{t(`flows.${flow.flow}`)}</span>
        <span className="truncate text-12 text-ink-2" aria-live="polite">
          {sync.isBusy || sync.run || sync.refusal ? (
            <SyncResult sync={sync} />
          ) : isActive && isReadingHistory(flow) ? (
            <HistoryLine flow={flow} />
          ) : (
            <AgeLine flow={flow} />
          )}
        </span>
      </span>
      <FrequencyButton connection={row.id} name={name} flow={flow} />
      {isActive && can("connection.sync") && (
        <Button
          size="row"
          icon={RefreshCw}
          pending={sync.isBusy}
          onClick={sync.start}
          aria-label={t("acts.syncFlow", { name, flow: t(`flows.${flow.flow}`) })}
        >
          {t("acts.sync")}
        </Button>
      )}
    </li>
  );
}
