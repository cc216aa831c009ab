"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { QueryError } from "@/components/trpc/query-error";
import { Button } from "@/components/ui/button";
import { SettingsShell } from "../../_components/settings-shell";
import { InvitationList } from "./invitation-list";
import { type Draft, InviteDialog } from "./invite-dialog";
import { MemberList } from "./member-list";
import type { Members } from "./member-types";
import { PeopleSkeleton } from "./people-table";
import { RoleTable } from "./role-table";
import { useMembers } from "./use-members";

/** The people of the workspace. Who may not change anything sees the same list without acts. */
export function MembersScreen() {
  const t = useTranslations("members");
  const query = useMembers();
  const members = query.data;
  const [draft, setDraft] = useState<Draft | null>(null);
  const mayManage = members?.mayManage === true;
  return (
    <SettingsShell
      acts={
        mayManage && (
          <Button
            variant="primary"
            icon={UserPlus}
            onClick={() => setDraft({ addresses: "", role: "operator" })}
          >
            {t("invite.act")}
          </Button>
        )
      }
    >
      {!members && query.isError && (
        <div className="p-6 max-desk:p-4">
          <QueryError title={t("failedToLoad")} query={query} />
        </div>
      )}
      {!members && !query.isError && (
        <>
          <div className="min-h-11" />
          <PeopleSkeleton />
        </>
      )}
      {members && <People members={members} onInvite={setDraft} />}
      {draft && mayManage && (
        <InviteDialog draft={draft} isOwner={members.isOwner} onClose={() => setDraft(null)} />
      )}
    </SettingsShell>
  );
}

function People({ members, onInvite }: { members: Members; onInvite: (draft: Draft) => void }) {
  const t = useTranslations("members");
  const roles = useTranslations("frame.tenant.role");
  const { role } = useWorkspace();
  return (
    <>
      <section aria-labelledby="people-title">
        <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 px-6 py-2 max-desk:px-4">
          <h2 id="people-title" className="font-semibold">
            {t("title")}{" "}
            <span className="ml-1.5 text-12 font-normal text-ink-2">
              {t("count", { count: members.members.length })}
            </span>
          </h2>
          {!members.mayManage && (
            <p className="ml-auto text-12 text-ink-2 max-desk:ml-0">{t("readOnly", { role: roles(role) })}</p>
          )}
        </div>
        <MemberList members={members} onInvite={onInvite} />
      </section>
      {members.mayManage && <InvitationList />}
      <RoleTable />
    </>
  );
}
