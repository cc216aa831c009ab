"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { memberRoles } from "@/server/modules/members/member-rules";
import { listRoleTable, type RoleTableRow } from "./role-table-rows";

const groups = listRoleTable();

/** What each role may do, out of the very table that decides it. On a phone each act names its roles in words. */
export function RoleTable() {
  const t = useTranslations("members");
  const roles = useTranslations("frame.tenant.role");
  return (
    <section aria-labelledby="roles-title" className="pt-5 pb-10">
      <div className="flex min-h-11 flex-wrap items-center gap-x-4 px-6 py-2 max-desk:px-4">
        <h2 id="roles-title" className="font-semibold">
          {t("table.title")}
        </h2>
        <p className="text-12 text-ink-2">{t("table.note")}</p>
      </div>
      <table
        aria-labelledby="roles-title"
        className="w-full max-w-260 table-fixed border-b border-line desk:mx-6 desk:w-[calc(100%-48px)]"
      >
        <colgroup>
          <col />
          {memberRoles.map((role) => (
            <col key={role} className="w-24 max-desk:hidden" />
          ))}
        </colgroup>
        <thead className="max-desk:hidden">
          <tr className="h-8 text-12 text-ink-2">
            <th scope="col" className="text-left font-normal">
              {t("columns.action")}
            </th>
            {memberRoles.map((role) => (
              <th key={role} scope="col" className="font-normal">
                {roles(role)}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ group, rows }) => (
          <tbody key={group}>
            <tr className="h-10 border-t border-line">
              <th scope="rowgroup" className="pt-3 text-left text-12 font-medium text-ink-2 max-desk:pl-4">
                {t(`table.groups.${group}`)}
              </th>
              <td colSpan={memberRoles.length} className="max-desk:hidden" />
            </tr>
            {rows.map((row) => (
              <ActionRow key={row.action} row={row} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function ActionRow({ row }: { row: RoleTableRow }) {
  const t = useTranslations("members");
  const roles = useTranslations("frame.tenant.role");
  return (
    <tr className="h-8 border-t border-line max-desk:h-13">
      <th scope="row" className="py-1.5 text-left font-normal max-desk:px-4">
        {t(`actions.${row.action}`)}
        {row.membersOnly && (
          <span className="ml-2 text-12 text-ink-3 max-desk:ml-0 max-desk:block">
            {t("table.membersOnly")}
          </span>
        )}
        <span className="block text-12 text-ink-2 desk:hidden">
          {row.roles.map((role) => roles(role)).join(" · ")}
        </span>
      </th>
      {memberRoles.map((role) => (
        <td key={role} className="text-center max-desk:hidden">
          {row.roles.includes(role) ? (
            <>
              <Check size={14} aria-hidden="true" className="mx-auto text-ink-2" />
              <span className="sr-only">{t("table.yes")}</span>
            </>
          ) : (
            <>
              <span aria-hidden="true" className="text-ink-3">
                –
              </span>
              <span className="sr-only">{t("table.no")}</span>
            </>
          )}
        </td>
      ))}
    </tr>
  );
}
