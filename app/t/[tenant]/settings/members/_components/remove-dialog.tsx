"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFrame } from "@/components/frame/frame-context";
import { useWorkspace } from "@/components/frame/workspace";
import { StepUp } from "@/components/security/step-up";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { showToast } from "@/components/ui/toast-queue";
import type { Draft } from "./invite-dialog";
import type { MemberRow } from "./member-types";
import { usePeopleFault, useRefreshPeople } from "./use-members";

type Props = { row: MemberRow; onInvite: (draft: Draft) => void; onClose: () => void };

/**
 * Ends somebody's place, and with a place in an agency every way in that came of it. The only honest way back is a new
 * invitation, which the toast offers.
 */
export function RemoveDialog({ row, onInvite, onClose }: Props) {
  const t = useTranslations("members");
  const trpc = useTRPC();
  const { model } = useFrame();
  const { id: tenant, kind } = useWorkspace();
  const isAgency = kind === "agency";
  const refresh = useRefreshPeople();
  const { name, email, role } = row;
  const onSuccess = async () => {
    const undo = { label: t("inviteAgain"), run: () => onInvite({ addresses: email, role }) };
    showToast({ text: t("removed", { name }), undo });
    await refresh();
    onClose();
  };
  const fromHere = useMutation(trpc.members.remove.mutationOptions({ onSuccess }));
  const fromEverywhere = useMutation(trpc.agencies.removeEverywhere.mutationOptions({ onSuccess }));
  const remove = isAgency ? fromEverywhere : fromHere;
  const run = () => remove.mutate({ tenant, member: row.id });
  return (
    <StepUp error={remove.error} onGiven={run} onClose={onClose}>
      <ConfirmDialog
        open
        onClose={onClose}
        onConfirm={run}
        title={t("removal.title", { name, tenant: model.tenant.name })}
        description={t(isAgency ? "removal.textAgency" : "removal.text")}
        act={t("removal.act", { name })}
        pending={remove.isPending}
        error={usePeopleFault(remove.error)}
      />
    </StepUp>
  );
}
