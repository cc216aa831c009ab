import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { type Tone, toneInk, tonePlate } from "./tones";

type IconWordProps = { icon: LucideIcon; tone?: Tone; plate?: boolean; strong?: boolean; children: string };

/** The shape of every state: a colour never stands without its icon and word. */
export function IconWord({ icon: Icon, tone = "grey", plate, strong, children }: IconWordProps) {
  return (
    <span
      className={clsx(
        "inline-flex max-w-full items-center gap-1.5 align-top whitespace-nowrap",
        plate && ["h-6 rounded-4 px-2 font-medium", tonePlate[tone]],
        strong && "font-medium",
      )}
    >
      <Icon size={14} aria-hidden="true" className={plate ? undefined : toneInk[tone]} />
      <span className="truncate">{children}</span>
    </span>
  );
}
