import { type ReactNode, useId } from "react";

type Props = { title: string; note?: ReactNode; children: ReactNode };

/** A titled part of what is shown of one connection. */
export function Panel({ title, note, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="flex min-h-8 flex-wrap items-baseline gap-x-2.5">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {note && <span className="text-12 text-ink-2">{note}</span>}
      </div>
      {children}
    </section>
  );
}
