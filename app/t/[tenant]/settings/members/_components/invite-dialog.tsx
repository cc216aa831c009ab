"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFrame } from "@/components/frame/frame-context";
import { useWorkspace } from "@/components/frame/workspace";
import { useReader } from "@/components/i18n/reader";
import { StepUp } from "@/components/security/step-up";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { RadioList } from "@/components/ui/radio-list";
import { Textarea } from "@/components/ui/textarea";
import { showToast } from "@/components/ui/toast-queue";
import { addressesAtOnce, memberRoles } from "@/server/modules/members/member-rules";
import { InviteResults } from "./invite-results";
import type { Invited, Role } from "./member-types";
import { splitAddresses } from "./split-addresses";
import { usePeopleFault, useRefreshPeople } from "./use-members";

/** What an invitation begins with: nothing, or somebody who was removed a moment ago. */
export type Draft = { addresses: string; role: Role };
type Props = { draft: Draft; isOwner: boolean; onClose: () => void };

/** Invites several people at once; each address is answered for itself, and those that failed stay to be corrected. */
export function InviteDialog({ draft, isOwner, onClose }: Props) {
  const t = useTranslations("members.invite");
  const common = useTranslations("common");
  const { model } = useFrame();
  const [text, setText] = useState(draft.addresses);
  const [role, setRole] = useState<Role>(draft.role === "owner" && !isOwner ? "operator" : draft.role);
  const { send, isPending, fault, error, results } = useInvite({ text, role, setText, onClose });
  const count = splitAddresses(text).length;
  return (
    <StepUp error={error} onGiven={send} onClose={onClose}>
      <Dialog
        open
        wide
        onClose={onClose}
        title={t("title", { tenant: model.tenant.name })}
        footer={
          <>
            <Button onClick={onClose}>{results.length > 0 ? t("done") : common("cancel")}</Button>
            <Button variant="primary" type="submit" form="invite" pending={isPending}>
              {t("send", { count })}
            </Button>
          </>
        }
      >
        <form
          id="invite"
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isPending) send();
          }}
        >
          <InviteResults results={results} />
          <Field label={t("addresses")} hint={t("addressesHint", { max: addressesAtOnce })} error={fault}>
            <Textarea
              rows={3}
              value={text}
              onChange={(event) => setText(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              inputMode="email"
              maxLength={8000}
            />
          </Field>
          <RoleChoice role={role} isOwner={isOwner} onChange={setRole} />
        </form>
      </Dialog>
    </StepUp>
  );
}

type RoleChoiceProps = { role: Role; isOwner: boolean; onChange: (role: Role) => void };

function RoleChoice({ role, isOwner, onChange }: RoleChoiceProps) {
  const t = useTranslations("members");
  const roles = useTranslations("frame.tenant.role");
  const options = memberRoles
    .filter((value) => isOwner || value !== "owner")
    .map((value) => ({ value, label: roles(value), hint: t(`hints.${value}`) }));
  return <RadioList label={t("invite.role")} value={role} onChange={onChange} options={options} />;
}

type Inviting = { text: string; role: Role; setText: (text: string) => void; onClose: () => void };

function useInvite({ text, role, setText, onClose }: Inviting) {
  const t = useTranslations("members.invite");
  const trpc = useTRPC();
  const { locale } = useReader();
  const { id: tenant } = useWorkspace();
  const refresh = useRefreshPeople();
  const [results, setResults] = useState<readonly Invited[]>([]);
  const [formFault, setFormFault] = useState<string>();
  const invite = useMutation(trpc.members.invite.mutationOptions({ onSettled: refresh }));
  const serverFault = usePeopleFault(invite.error);
  const send = () => {
    const addresses = splitAddresses(text);
    if (addresses.length === 0) return setFormFault(t("none"));
    if (addresses.length > addressesAtOnce) {
      return setFormFault(t("tooMany", { max: addressesAtOnce, count: addresses.length }));
    }
    setFormFault(undefined);
    invite.mutate(
      { tenant, addresses, role, locale },
      {
        onSuccess: (answers) => {
          const sent = answers.filter(({ outcome }) => outcome === "invited").length;
          const failed = answers.filter(({ outcome }) => outcome !== "invited");
          if (sent > 0) showToast({ text: t("sent", { count: sent }) });
          if (failed.length === 0) return onClose();
          setResults(answers);
          setText(failed.map(({ address }) => address).join("\n"));
        },
      },
    );
  };
  return { send, isPending: invite.isPending, fault: formFault ?? serverFault, error: invite.error, results };
}
