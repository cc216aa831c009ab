"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";
import { StepUp } from "@/components/security/step-up";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ConnectionRow } from "./connection-types";
import { connectionName } from "./connection-words";
import { useRefreshReadings } from "./use-sync";

type Props = { row: ConnectionRow; isPage?: boolean; onClose: () => void };

/** Ends a connection: in production the name must be typed; in the sandbox the button is enough. */
export function RemoveDialog({ row, isPage, onClose }: Props) {
  const t = useTranslations("connections.removal");
  const trpc = useTRPC();
  const router = useRouter();
  const { id: tenant, base } = useWorkspace();
  const refresh = useRefreshReadings();
  const remove = useMutation(
    trpc.connections.remove.mutationOptions({
      onSuccess: async () => {
        if (isPage) router.push(placeHref(base, "/connections"));
        await refresh();
        onClose();
      },
    }),
  );
  const faults = useFaults(remove.error);
  const run = () => remove.mutate({ tenant, connection: row.id, typedWord: row.label });
  return (
    <StepUp error={remove.error} onGiven={run} onClose={onClose}>
      <ConfirmDialog
        open
        onClose={onClose}
        onConfirm={run}
        title={t("title", { name: connectionName(row) })}
        description={t("description")}
        act={t("act", { name: connectionName(row) })}
        word={row.environment === "production" ? row.label : undefined}
        pending={remove.isPending}
        error={faults.of("typedWord") ?? faults.whole}
      />
    </StepUp>
  );
}
