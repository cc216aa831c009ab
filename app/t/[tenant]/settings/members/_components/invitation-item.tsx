"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleAlert, Clock, Ellipsis, Hourglass, Send, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { useReader } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { DateTime } from "@/components/ui/date-time";
import { IconWord } from "@/components/ui/icon-word";
import { Menu } from "@/components/ui/menu";
import { showToast } from "@/components/ui/toast-queue";
import type { InvitationRow } from "./member-types";
import { PeopleCell } from "./people-table";
import { usePeopleFault, useRefreshPeople } from "./use-members";

/** One offer: to whom, as what, until when, and whether its mail has left. */
export function InvitationItem({ row }: { row: InvitationRow }) {
  const t = useTranslations("members.invitations");
  const roles = useTranslations("frame.tenant.role");
  const { resend, revoke, isPending, fault } = useInvitationActs(row);
  return (
    <tr className="h-13 border-t border-line hover:bg-hover">
      <PeopleCell at={0}>
        <span className="block truncate font-medium">{row.email}</span>
        <span className="block truncate text-12 text-ink-2">{t("by", { name: row.invitedByName })}</span>
        <span className="block text-12 desk:hidden">
          <State row={row} />
        </span>
        {fault && (
          <span role="alert" className="flex gap-1.5 pt-0.5 text-12 text-red">
            <CircleAlert size={14} aria-hidden="true" className="mt-px shrink-0" />
            {fault}
          </span>
        )}
      </PeopleCell>
      <PeopleCell at={1}>{roles(row.role)}</PeopleCell>
      <PeopleCell at={2}>
        <State row={row} />
      </PeopleCell>
      <PeopleCell at={3}>
        <span className="flex justify-end gap-1 max-desk:hidden">
          <Button
            size="row"
            pending={isPending === "resend"}
            onClick={resend}
            aria-label={t("resendFor", { email: row.email })}
          >
            {t("resend")}
          </Button>
          <Button
            size="row"
            variant="danger"
            pending={isPending === "revoke"}
            onClick={revoke}
            aria-label={t("revokeFor", { email: row.email })}
          >
            {t("revoke")}
          </Button>
        </span>
        <span className="desk:hidden">
          <PhoneMenu email={row.email} resend={resend} revoke={revoke} />
        </span>
      </PeopleCell>
    </tr>
  );
}

type MenuProps = { email: string; resend: () => void; revoke: () => void };

function PhoneMenu({ email, resend, revoke }: MenuProps) {
  const t = useTranslations("members");
  return (
    <Menu
      align="end"
      entries={[
        { kind: "item", label: t("invitations.resend"), icon: Send, onSelect: resend },
        { kind: "item", label: t("invitations.revoke"), icon: Undo2, danger: true, onSelect: revoke },
      ]}
    >
      {(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={t("more", { name: email })}
          className={buttonClass({ variant: "ghost", size: "icon" })}
        >
          <Ellipsis size={15} aria-hidden="true" />
        </button>
      )}
    </Menu>
  );
}

/** Open with its end, over, or never delivered: the last two wait for a person. */
function State({ row }: { row: InvitationRow }) {
  const t = useTranslations("members.invitations");
  if (row.state === "expired") {
    return (
      <IconWord icon={Clock} tone="amber">
        {t("expired")}
      </IconWord>
    );
  }
  if (row.mail === "failed") {
    return (
      <IconWord icon={CircleAlert} tone="red">
        {t("notSent")}
      </IconWord>
    );
  }
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <IconWord icon={Hourglass}>{row.mail === "queued" ? t("queued") : t("until")}</IconWord>
      {row.mail !== "queued" && <DateTime at={row.expiresAt} form="full" />}
    </span>
  );
}

function useInvitationActs(row: InvitationRow) {
  const t = useTranslations("members.invitations");
  const trpc = useTRPC();
  const { locale } = useReader();
  const { id: tenant } = useWorkspace();
  const refresh = useRefreshPeople();
  const { id: invitation, email } = row;
  const resend = useMutation(
    trpc.members.resend.mutationOptions({
      onSuccess: () => showToast({ text: t("resent", { email }) }),
      onSettled: refresh,
    }),
  );
  const revoke = useMutation(
    trpc.members.revoke.mutationOptions({
      onSuccess: () => showToast({ text: t("revoked", { email }) }),
      onSettled: refresh,
    }),
  );
  return {
    resend: () => resend.mutate({ tenant, invitation, locale }),
    revoke: () => revoke.mutate({ tenant, invitation }),
    isPending: resend.isPending ? "resend" : revoke.isPending ? "revoke" : null,
    fault: usePeopleFault(resend.error ?? revoke.error),
  };
}
