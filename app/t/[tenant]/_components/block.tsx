import type { ReactNode } from "react";

type Props = { id: string; title: string; note?: string; children: ReactNode };

/** A titled part of the home page. */
export function Block({ id, title, note, children }: Props) {
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="flex min-h-8 flex-wrap items-baseline gap-x-2.5 pb-1">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {note && <span className="text-12 text-ink-2">{note}</span>}
      </div>
      {children}
    </section>
  );
}
