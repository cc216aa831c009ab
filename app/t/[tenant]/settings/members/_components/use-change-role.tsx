"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { StepUp } from "@/components/security/step-up";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { showToast } from "@/components/ui/toast-queue";
import type { MemberRow, Role } from "./member-types";
import { usePeopleFault, useRefreshPeople } from "./use-members";

type ChangeRole = {
  choose: (role: Role) => void;
  isPending: boolean;
  fault: string | undefined;
  dialog: ReactNode;
};

/** Changes a role at once and offers to take it back; what cannot be taken back by the same person is asked for first. */
export function useChangeRole(row: MemberRow, isMe: boolean): ChangeRole {
  const t = useTranslations("members");
  const common = useTranslations("common");
  const roles = useTranslations("frame.tenant.role");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const refresh = useRefreshPeople();
  const [asked, setAsked] = useState<Role | null>(null);
  const change = useMutation(trpc.members.changeRole.mutationOptions({ onSettled: refresh }));
  const fault = usePeopleFault(change.error);
  const run = (role: Role, undoable: boolean) =>
    change.mutate(
      { tenant, member: row.id, role },
      {
        onSuccess: ({ before }) => {
          setAsked(null);
          showToast({
            text: t("roleChanged", { name: row.name, role: roles(role) }),
            ...(undoable && { undo: { label: common("undo"), run: () => run(before, false) } }),
          });
        },
      },
    );
  const question = asked === "owner" ? "makeOwner" : isMe ? "stepDown" : "unmakeOwner";
  const words = asked && { name: row.name, role: roles(asked) };
  return {
    choose: (role) => (isMe || role === "owner" || row.role === "owner" ? setAsked(role) : run(role, true)),
    isPending: change.isPending,
    fault: asked ? undefined : fault,
    dialog: asked && words && (
      <StepUp error={change.error} onGiven={() => run(asked, false)} onClose={() => setAsked(null)}>
        <ConfirmDialog
          open
          onClose={() => setAsked(null)}
          onConfirm={() => run(asked, false)}
          title={t(`${question}.title`, words)}
          description={t(`${question}.text`, words)}
          act={t(`${question}.act`, words)}
          pending={change.isPending}
          error={fault}
        />
      </StepUp>
    ),
  };
}
