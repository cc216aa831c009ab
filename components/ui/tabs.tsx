import { clsx } from "clsx";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

type Tab = { href: Route; label: string; count?: string; current: boolean; note?: string };
type Props = { label: string; tabs: readonly Tab[]; end?: ReactNode };

/** Views of one list as links: the address says which one is open. */
export function LinkTabs({ label, tabs, end }: Props) {
  return (
    <nav
      aria-label={label}
      className="flex h-9 items-stretch gap-1 border-b border-line px-4 max-desk:overflow-x-auto max-desk:px-2"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className={clsx(
            "-mb-px flex items-center gap-1.5 border-b-2 px-2 whitespace-nowrap transition-colors",
            tab.current
              ? "border-accent font-medium text-ink"
              : "border-transparent text-ink-2 hover:text-ink",
          )}
        >
          {tab.label}
          {tab.count !== undefined && <span className="font-normal text-ink-3">{tab.count}</span>}
          {tab.note && <span className="text-12 text-amber">{tab.note}</span>}
        </Link>
      ))}
      {end && <span className="ml-auto flex items-center pr-2">{end}</span>}
    </nav>
  );
}
