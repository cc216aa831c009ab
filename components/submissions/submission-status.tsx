import {
  BadgeCheck,
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  CircleX,
  Clock,
  EqualNot,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  Send,
  Undo2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { IconWord } from "@/components/ui/icon-word";
import type { Tone } from "@/components/ui/tones";
import type { SubmissionState } from "@/db/words";

/** Green is for what was verified alone. */
export const submissionLooks: Record<SubmissionState, { icon: LucideIcon; tone: Tone }> = {
  draft: { icon: CircleDashed, tone: "grey" },
  awaiting_approval: { icon: Hourglass, tone: "grey" },
  queued: { icon: Clock, tone: "grey" },
  sending: { icon: LoaderCircle, tone: "blue" },
  sent: { icon: Send, tone: "blue" },
  presumed_accepted: { icon: CircleCheck, tone: "blue" },
  verified: { icon: BadgeCheck, tone: "green" },
  mismatch: { icon: EqualNot, tone: "red" },
  refused: { icon: CircleX, tone: "red" },
  unknown: { icon: CircleQuestionMark, tone: "grey" },
  withdrawn: { icon: Undo2, tone: "grey" },
};

/** Where a document for Amazon stands. */
export function SubmissionStatus({ state, strong }: { state: SubmissionState; strong?: boolean }) {
  const t = useTranslations("answer.states");
  const { icon, tone } = submissionLooks[state];
  return (
    <IconWord icon={icon} tone={tone} strong={strong}>
      {t(state)}
    </IconWord>
  );
}
