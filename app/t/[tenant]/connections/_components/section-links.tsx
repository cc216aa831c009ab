"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { placeHref } from "@/components/frame/place-href";
import { useCan, useWorkspace } from "@/components/frame/workspace";

const sections = { connections: "/connections", apps: "/connections/apps" } as const;

/** Accounts and the developer apps they use, as two pages of one place. */
export function SectionLinks({ current }: { current: keyof typeof sections }) {
  const t = useTranslations("connections.sections");
  const { base } = useWorkspace();
  const can = useCan();
  if (!can("app.view")) return null;
  return (
    <nav
      aria-label={t("label")}
      className="flex h-7 rounded-6 border border-line-2 bg-raised text-12 max-desk:h-9"
    >
      {(["connections", "apps"] as const).map((section) => (
        <Link
          key={section}
          href={placeHref(base, sections[section])}
          aria-current={section === current ? "page" : undefined}
          className={clsx(
            "grid place-items-center border-line-2 px-2.5 font-medium transition-colors not-first:border-l first:rounded-l-[5px] last:rounded-r-[5px]",
            section === current ? "bg-accent-s text-accent" : "text-ink-2 hover:text-ink",
          )}
        >
          {t(section)}
        </Link>
      ))}
    </nav>
  );
}
