"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFrame } from "@/components/frame/frame-context";
import { useWorkspace } from "@/components/frame/workspace";
import { StepUp } from "@/components/security/step-up";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { usePeopleFault } from "./use-members";

/** Gives up the own place, then leads to the other workspaces. The last owner is told what must come first. */
export function LeaveDialog({ isLastOwner, onClose }: { isLastOwner: boolean; onClose: () => void }) {
  const t = useTranslations("members");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const { model } = useFrame();
  const { id: tenant } = useWorkspace();
  const { name } = model.tenant;
  const leave = useMutation(
    // a whole new page: nothing of the workspace stays in this browser's memory
    trpc.members.leave.mutationOptions({ onSuccess: () => location.assign("/t") }),
  );
  const run = () => leave.mutate({ tenant, typedWord: name });
  const fault = usePeopleFault(leave.error);
  if (isLastOwner) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={t("leaving.title", { tenant: name })}
        description={t("refused.last-owner")}
        footer={<Button onClick={onClose}>{common("close")}</Button>}
      />
    );
  }
  return (
    <StepUp error={leave.error} onGiven={run} onClose={onClose}>
      <ConfirmDialog
        open
        onClose={onClose}
        onConfirm={run}
        title={t("leaving.title", { tenant: name })}
        description={t("leaving.text")}
        act={t("leaving.act", { tenant: name })}
        pending={leave.isPending || leave.isSuccess}
        error={fault}
      />
    </StepUp>
  );
}
