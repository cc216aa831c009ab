"use client";

import { useTranslations } from "next-intl";
import type { Draft } from "./invite-dialog";
import { MemberItem } from "./member-item";
import type { Members } from "./member-types";
import { PeopleTable } from "./people-table";

type Props = { members: Members; onInvite: (draft: Draft) => void };

export function MemberList({ members, onInvite }: Props) {
  const t = useTranslations("members");
  const owners = members.members.filter((row) => row.role === "owner").length;
  return (
    <PeopleTable
      label={t("title")}
      heads={[t("columns.person"), t("columns.role"), t("columns.since"), t("columns.acts")]}
    >
      {members.members.map((row) => (
        <MemberItem
          key={row.id}
          row={row}
          isMe={row.id === members.me}
          isLastOwner={row.role === "owner" && owners === 1}
          mayManage={members.mayManage && (row.role !== "owner" || members.isOwner)}
          isOwner={members.isOwner}
          onInvite={onInvite}
        />
      ))}
    </PeopleTable>
  );
}
