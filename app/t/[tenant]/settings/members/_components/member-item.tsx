"use client";

import { CircleAlert, Ellipsis, LogOut, UserMinus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { DateTime } from "@/components/ui/date-time";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import type { Draft } from "./invite-dialog";
import { LeaveDialog } from "./leave-dialog";
import type { MemberRow } from "./member-types";
import { PeopleCell } from "./people-table";
import { RemoveDialog } from "./remove-dialog";
import { RoleMenu } from "./role-menu";
import { useChangeRole } from "./use-change-role";

type Props = {
  row: MemberRow;
  isMe: boolean;
  isLastOwner: boolean;
  /** whether the reader may change this very row */
  mayManage: boolean;
  isOwner: boolean;
  onInvite: (draft: Draft) => void;
};

/** One member: name and address, role, since when, and what may be done. A failed act says so in its row. */
export function MemberItem({ row, isMe, isLastOwner, mayManage, isOwner, onInvite }: Props) {
  const t = useTranslations("members");
  const roles = useTranslations("frame.tenant.role");
  const change = useChangeRole(row, isMe);
  const [dialog, setDialog] = useState<"remove" | "leave" | null>(null);
  const close = () => setDialog(null);
  return (
    <tr className="h-13 border-t border-line hover:bg-hover">
      <PeopleCell at={0}>
        <span className="flex items-baseline gap-1.5">
          <span className="truncate font-medium">{row.name}</span>
          {isMe && <span className="shrink-0 text-12 text-ink-2">{t("you")}</span>}
        </span>
        <span className="block truncate text-12 text-ink-2">{row.email}</span>
        {change.fault && (
          <span role="alert" className="flex gap-1.5 pt-0.5 text-12 text-red">
            <CircleAlert size={14} aria-hidden="true" className="mt-px shrink-0" />
            {change.fault}
          </span>
        )}
      </PeopleCell>
      <PeopleCell at={1}>
        {mayManage && !isLastOwner ? (
          <RoleMenu row={row} isOwner={isOwner} isPending={change.isPending} onChoose={change.choose} />
        ) : (
          <span className="grid">
            <span>{roles(row.role)}</span>
            {isLastOwner && <span className="text-12 text-ink-2">{t("lastOwner")}</span>}
          </span>
        )}
      </PeopleCell>
      <PeopleCell at={2}>
        <span className="text-ink-2">
          <DateTime at={row.since} form="day" />
        </span>
      </PeopleCell>
      <PeopleCell at={3}>
        <Acts row={row} isMe={isMe} mayRemove={mayManage && !isLastOwner} onDialog={setDialog} />
        {change.dialog}
        {dialog === "remove" && <RemoveDialog row={row} onInvite={onInvite} onClose={close} />}
        {dialog === "leave" && <LeaveDialog isLastOwner={isLastOwner} onClose={close} />}
      </PeopleCell>
    </tr>
  );
}

type ActsProps = {
  row: MemberRow;
  isMe: boolean;
  mayRemove: boolean;
  onDialog: (dialog: "remove" | "leave") => void;
};

function Acts({ row, isMe, mayRemove, onDialog }: ActsProps) {
  const t = useTranslations("members");
  const entries: MenuEntry[] = [];
  if (isMe) {
    entries.push({
      kind: "item",
      label: t("leave"),
      icon: LogOut,
      danger: true,
      onSelect: () => onDialog("leave"),
    });
  } else if (mayRemove) {
    entries.push({
      kind: "item",
      label: t("remove"),
      icon: UserMinus,
      danger: true,
      onSelect: () => onDialog("remove"),
    });
  }
  if (entries.length === 0) return null;
  return (
    <Menu entries={entries} align="end">
      {(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={t("more", { name: row.name })}
          className={buttonClass({ variant: "ghost", size: "icon" })}
        >
          <Ellipsis size={15} aria-hidden="true" />
        </button>
      )}
    </Menu>
  );
}
