import { type ReactNode, useId } from "react";

type Props = { title: string; note?: ReactNode; children: ReactNode };

/** One matter of the settings: what it is at the left, what can be done about it beside it. */
export function SettingsPart({ title, note, children }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-10 gap-y-3 border-b border-line py-6 last:border-0 full:grid-cols-[200px_minmax(0,1fr)]"
    >
      <div>
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {note && <p className="pt-0.5 text-12 text-pretty text-ink-2">{note}</p>}
      </div>
      <div className="min-w-0 max-w-150">{children}</div>
    </section>
  );
}
