"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { memberRoles } from "@/server/modules/members/member-rules";
import type { MemberRow, Role } from "./member-types";

type Props = { row: MemberRow; isOwner: boolean; isPending: boolean; onChoose: (role: Role) => void };

/** The role as a button with all roles that the reader may give. */
export function RoleMenu({ row, isOwner, isPending, onChoose }: Props) {
  const t = useTranslations("members");
  const roles = useTranslations("frame.tenant.role");
  const label = t("roleOf", { name: row.name });
  const choose = (value: string) => {
    const role = memberRoles.find((known) => known === value);
    if (role && role !== row.role) onChoose(role);
  };
  const options = memberRoles
    .filter((role) => isOwner || role !== "owner")
    .map((value) => ({ value, label: roles(value) }));
  return (
    <Menu entries={[{ kind: "choice", label, value: row.role, onChange: choose, options }]}>
      {(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={`${label}: ${roles(row.role)}`}
          aria-busy={isPending || undefined}
          className="-ml-2 inline-flex h-7 items-center gap-1 rounded-6 px-2 whitespace-nowrap transition-colors hover:bg-sunken aria-expanded:bg-sunken max-desk:h-9"
        >
          {roles(row.role)}
          {isPending ? (
            <Spinner size={12} />
          ) : (
            <ChevronDown size={12} aria-hidden="true" className="text-ink-3" />
          )}
        </button>
      )}
    </Menu>
  );
}
