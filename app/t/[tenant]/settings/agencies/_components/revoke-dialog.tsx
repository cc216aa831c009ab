"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { showToast } from "@/components/ui/toast-queue";
import type { GrantRow } from "./grant-item";

/** Takes an agency's access away; its name must be typed. */
export function RevokeDialog({ row, onClose }: { row: GrantRow; onClose: () => void }) {
  const t = useTranslations("agencies");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id: tenant } = useWorkspace();
  const { agencyName: agency } = row;
  const revoke = useMutation(
    trpc.agencies.revoke.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.agencies.grants.queryKey() });
        onClose();
        showToast({ text: t("toasts.revoked", { name: agency }) });
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => revoke.mutate({ tenant, grant: row.id })}
      title={t("revoke.title", { agency })}
      description={t("revoke.description")}
      act={t("revoke.act")}
      word={agency}
      pending={revoke.isPending}
      error={useFaults(revoke.error).whole}
    />
  );
}
