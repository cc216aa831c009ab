import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

type Tab = { href: Route; label: string; count?: string; current: boolean; note?: string };
type Props = { label: string; tabs: readonly Tab[]; end?: ReactNode };

/** Views of one list as links: the address says which one is open. However many, what can be done with it stays in sight. */
export function LinkTabs({ label, tabs, end }: Props) {
  return (
    <nav aria-label={label} className="tab-bar">
      <div>
        {tabs.map((tab) => (
          <Link
            key={tab.href}
            href={tab.href}
            aria-current={tab.current ? "page" : undefined}
            className={
              tab.current
                ? "border-accent font-medium text-ink"
                : "border-transparent text-ink-2 hover:text-ink"
            }
          >
            {tab.label}
            {tab.count !== undefined && <span className="font-normal text-ink-3">{tab.count}</span>}
            {tab.note && <span className="text-12 text-amber">{tab.note}</span>}
          </Link>
        ))}
      </div>
      {end && <span className="flex items-center pr-2">{end}</span>}
    </nav>
  );
}
