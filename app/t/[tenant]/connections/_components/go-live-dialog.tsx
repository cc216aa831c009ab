"use client";

import { useTranslations } from "next-intl";
import { StepUp } from "@/components/security/step-up";
import { useFaults } from "@/components/trpc/use-faults";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ConnectionRow } from "./connection-types";
import { connectionName } from "./connection-words";
import { shadowRate } from "./shadow-rate";
import { useRateText } from "./shadow-words";
import { useSetMode } from "./use-set-mode";
import { useShadow } from "./use-shadow";

/** Asks for the account's name, and where it is due for a code, before its answers leave. */
export function GoLiveDialog({ row, onClose }: { row: ConnectionRow; onClose: () => void }) {
  const t = useTranslations("connections.goLive");
  const rows = useShadow(row).data?.rows;
  const rateText = useRateText();
  const mode = useSetMode(row, onClose);
  const faults = useFaults(mode.error);
  const run = () => mode.run("live", row.label);
  const rate = rows && rateText(shadowRate(rows));
  return (
    <StepUp error={mode.error} onGiven={run} onClose={onClose}>
      <ConfirmDialog
        open
        onClose={onClose}
        onConfirm={run}
        title={t("title", { name: connectionName(row) })}
        description={
          <>
            {t("text")}
            {rate && <span className="block pt-1.5">{t("soFar", { rate })}</span>}
          </>
        }
        act={t("act")}
        variant="primary"
        word={row.label}
        pending={mode.isPending}
        error={faults.of("typedWord") ?? faults.whole}
      />
    </StepUp>
  );
}
