"use client";

import { KeyRound, Play, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCan } from "@/components/frame/workspace";
import { Button } from "@/components/ui/button";
import type { Health } from "./connection-health";
import type { ConnectionRow } from "./connection-types";
import { usePause, useReauthorise } from "./use-connection-acts";
import type { Sync } from "./use-sync";

type Props = {
  row: ConnectionRow;
  health: Health;
  sync: Sync;
  /** the one filled button of the list */
  isPrimary?: boolean;
  size?: "row" | "normal";
};

/** The next act for this connection, if the reader's role may do it: authorise, resume, or read now. */
export function RowAct({ row, health, sync, isPrimary, size = "row" }: Props) {
  const t = useTranslations("connections.acts");
  const can = useCan();
  const reauthorise = useReauthorise(row);
  const pause = usePause(row);
  const variant = isPrimary ? "primary" : "secondary";
  if (health === "unauthorised" || health === "consentEnds") {
    if (!can("connection.connect")) return null;
    return (
      <Button
        size={size}
        variant={variant}
        icon={KeyRound}
        pending={reauthorise.isPending}
        onClick={reauthorise.run}
      >
        {t("reauthorise")}
      </Button>
    );
  }
  if (health === "paused") {
    if (!can("connection.pause")) return null;
    return (
      <Button size={size} variant={variant} icon={Play} pending={pause.isPending} onClick={pause.resume}>
        {t("resume")}
      </Button>
    );
  }
  if (!can("connection.sync")) return null;
  return (
    <Button size={size} icon={RefreshCw} pending={sync.isBusy} onClick={sync.start}>
      {t("sync")}
    </Button>
  );
}
