"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageShell } from "@/components/frame/page-shell";
import { placeHref } from "@/components/frame/place-href";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { LinkTabs } from "@/components/ui/tabs";
import type { Action } from "@/server/access/permissions";

/** The sections of the settings and what one must be allowed to see them. */
const sections = [
  { id: "workspace", path: "/settings", action: "tenant.view" },
  { id: "members", path: "/settings/members", action: "member.view" },
  { id: "agencies", path: "/settings/agencies", action: "agency.view" },
  { id: "access-review", path: "/settings/access-review", action: "access.review" },
  { id: "audit", path: "/settings/audit", action: "audit.view" },
] as const satisfies readonly { id: string; path: string; action: Action }[];

type Props = {
  /** the page's own acts, in the bar */
  acts?: ReactNode;
  /** the page is a grid that scrolls by itself */
  fixed?: boolean;
  children: ReactNode;
};

/** A page of the settings under its tabs; sections that the reader's role may not see are left out. */
export function SettingsShell({ acts, fixed, children }: Props) {
  const t = useTranslations("settings");
  const pathname = usePathname();
  const { base, kind } = useWorkspace();
  const can = useCan();
  const tabs = sections
    .filter((section) => can(section.action) && (section.id !== "agencies" || kind === "company"))
    .map(({ id, path }) => {
      const href = placeHref(base, path);
      return { href, label: t(`sections.${id}`), current: pathname === href };
    });
  return (
    <PageShell title={t("title")} acts={acts} fixed={fixed}>
      <LinkTabs label={t("title")} tabs={tabs} />
      {children}
    </PageShell>
  );
}
