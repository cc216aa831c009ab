import type { ReactNode } from "react";

type Props = { title?: string; note?: string; children: ReactNode };

/** A step of a form: what is asked at the left, the answer beside it. */
export function FormPart({ title, note, children }: Props) {
  return (
    <section className="grid gap-x-8 gap-y-2 desk:grid-cols-[160px_minmax(0,1fr)]">
      <div>
        {title && <h2 className="font-semibold">{title}</h2>}
        {note && <p className="text-12 text-ink-2">{note}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
