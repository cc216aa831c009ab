import { clsx } from "clsx";
import {
  BadgeCheck,
  Ban,
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  CircleX,
  Clock,
  EqualNot,
  GitCompare,
  Hourglass,
  Loader,
  type LucideIcon,
  Send,
  Undo2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { type Tone, toneInk, tonePlate } from "./tones";

export type StatusCode =
  | "draft"
  | "awaiting_approval"
  | "queued"
  | "sending"
  | "sent"
  | "presumed_accepted"
  | "verified"
  | "to_confirm"
  | "mismatch"
  | "refused"
  | "unknown"
  | "withdrawn"
  | "changed"
  | "rejected";

export const statusLooks: Record<StatusCode, { icon: LucideIcon; tone: Tone }> = {
  draft: { icon: CircleDashed, tone: "grey" },
  awaiting_approval: { icon: Hourglass, tone: "grey" },
  queued: { icon: Clock, tone: "grey" },
  sending: { icon: Loader, tone: "blue" },
  sent: { icon: Send, tone: "blue" },
  presumed_accepted: { icon: CircleCheck, tone: "blue" },
  verified: { icon: BadgeCheck, tone: "green" },
  to_confirm: { icon: Clock, tone: "amber" },
  mismatch: { icon: EqualNot, tone: "red" },
  refused: { icon: CircleX, tone: "red" },
  unknown: { icon: CircleQuestionMark, tone: "grey" },
  withdrawn: { icon: Undo2, tone: "grey" },
  changed: { icon: GitCompare, tone: "violet" },
  rejected: { icon: Ban, tone: "grey" },
};

type Props = { code: StatusCode; plate?: boolean; children?: string };

/** Icon in colour, word in ink; as a tinted plate only in heads. `children` replaces the word. */
export function Status({ code, plate, children }: Props) {
  const t = useTranslations("status");
  const look = statusLooks[code];
  return (
    <IconWord icon={look.icon} tone={look.tone} plate={plate}>
      {children ?? t(code)}
    </IconWord>
  );
}

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
