"use client";

import { Eye, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCan } from "@/components/frame/workspace";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import type { ConnectionRow } from "./connection-types";
import { GoLiveDialog } from "./go-live-dialog";
import { useSetMode } from "./use-set-mode";

type Props = {
  row: ConnectionRow;
  /** the one filled button of the page */
  isPrimary?: boolean;
};

/** "Go live" or "Back to shadow", for whom may switch a production account; the way back is one press. */
export function ModeSwitch({ row, isPrimary }: Props) {
  const t = useTranslations("connections.goLive");
  const can = useCan();
  const [isAsking, setAsking] = useState(false);
  const mode = useSetMode(row);
  const fault = useFaults(mode.error).whole;
  if (row.environment === "sandbox" || !can("connection.go-live")) return null;
  return (
    <>
      {row.mode === "shadow" ? (
        <Button icon={Send} variant={isPrimary ? "primary" : "secondary"} onClick={() => setAsking(true)}>
          {t("act")}
        </Button>
      ) : (
        <Button icon={Eye} pending={mode.isPending} onClick={() => mode.run("shadow", "")}>
          {t("back")}
        </Button>
      )}
      {fault && (
        <span role="alert" className="text-12 text-red">
          {fault}
        </span>
      )}
      {isAsking && <GoLiveDialog row={row} onClose={() => setAsking(false)} />}
    </>
  );
}
