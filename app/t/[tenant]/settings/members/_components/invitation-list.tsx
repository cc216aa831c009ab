"use client";

import { useTranslations } from "next-intl";
import { QueryError } from "@/components/trpc/query-error";
import { InvitationItem } from "./invitation-item";
import { PeopleTable } from "./people-table";
import { useInvitations } from "./use-members";

/** Offers that stand, for those who may take them back. */
export function InvitationList() {
  const t = useTranslations("members");
  const query = useInvitations();
  const rows = query.data;
  return (
    <section aria-labelledby="invitations-title" className="pt-5">
      <div className="flex min-h-11 items-center px-6 max-desk:px-4">
        <h2 id="invitations-title" className="font-semibold">
          {t("invitations.title")}{" "}
          {rows && rows.length > 0 && (
            <span className="ml-1.5 text-12 font-normal text-ink-2">
              {t("invitations.count", { count: rows.filter((row) => row.state === "open").length })}
            </span>
          )}
        </h2>
      </div>
      {!rows && query.isError && (
        <div className="px-6 pb-4 max-desk:px-4">
          <QueryError title={t("invitationsFailed")} query={query} />
        </div>
      )}
      {!rows && !query.isError && <div aria-busy="true" className="h-13 border-y border-line" />}
      {rows?.length === 0 && (
        <p className="border-y border-line px-6 py-3.5 text-ink-2 max-desk:px-4">{t("invitations.none")}</p>
      )}
      {rows && rows.length > 0 && (
        <PeopleTable
          label={t("invitations.title")}
          heads={[t("columns.address"), t("columns.role"), t("columns.state"), t("columns.acts")]}
        >
          {rows.map((row) => (
            <InvitationItem key={row.id} row={row} />
          ))}
        </PeopleTable>
      )}
    </section>
  );
}
