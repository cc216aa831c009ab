import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { type Tone, toneInk } from "./tones";

export type TimelineEvent = {
  id: string;
  icon: LucideIcon;
  tone: Tone;
  title: string;
  /** what makes us say so, in small print */
  evidence?: ReactNode;
  /** links to bytes and requests */
  links?: ReactNode;
  time: ReactNode;
};

/** Newest first; the next expected event on top. */
export function Timeline({ events }: { events: readonly TimelineEvent[] }) {
  return (
    <ol>
      {events.map((event, index) => (
        <li key={event.id} className="relative flex gap-3 pb-4 last:pb-0">
          {index < events.length - 1 && (
            <span aria-hidden="true" className="absolute top-6 bottom-1 left-[7px] w-px bg-line-2" />
          )}
          <event.icon size={15} aria-hidden="true" className={clsx("mt-0.5", toneInk[event.tone])} />
          <div className="min-w-0 flex-1">
            <div className="flex items-baseline gap-3">
              <span className="min-w-0 flex-1 font-medium">{event.title}</span>
              <span className="shrink-0 text-12 text-ink-3">{event.time}</span>
            </div>
            {event.evidence && <div className="text-12 wrap-anywhere text-ink-2">{event.evidence}</div>}
            {event.links && <div className="flex flex-wrap gap-x-3 text-12 text-accent">{event.links}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
