import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { type Tone, toneInk, tonePlate } from "./tones";

type Props = { icon: LucideIcon; tone: Tone; title: string; children?: ReactNode; action?: ReactNode };

/** A strip above what it speaks of: a change by Amazon, a connection that needs a person. */
export function Notice({ icon: Icon, tone, title, children, action }: Props) {
  return (
    <div
      className={clsx(
        "flex min-h-9 flex-wrap items-center gap-x-2.5 gap-y-1 rounded-6 px-3 py-1.5",
        tonePlate[tone],
      )}
    >
      <span className="flex gap-2.5 font-medium text-ink">
        <Icon size={15} aria-hidden="true" className={clsx("mt-0.5", toneInk[tone])} />
        {title}
      </span>
      {children && <span className="text-12 text-ink-2">{children}</span>}
      {action && <span className="ml-auto">{action}</span>}
    </div>
  );
}
