import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

type Props = { title: string; note?: string; fault?: string | undefined; children: ReactNode };

/** What is chosen at the left, the choice at the right; below one another on a phone. */
export function PreferenceRow({ title, note, fault, children }: Props) {
  return (
    <div className="grid min-h-13 grid-cols-[minmax(0,1fr)_minmax(0,max-content)] items-center gap-x-6 gap-y-2 border-b border-line py-2.5 max-desk:grid-cols-[minmax(0,1fr)]">
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {note && <p className="text-12 text-ink-2">{note}</p>}
        {fault && (
          <p role="alert" className="flex gap-1.5 text-12 text-red">
            <CircleAlert size={14} aria-hidden="true" className="mt-px" />
            {fault}
          </p>
        )}
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
