import {
  Archive,
  Ban,
  CircleCheck,
  CircleQuestionMark,
  CircleX,
  Clock,
  EqualNot,
  GitCompare,
  type LucideIcon,
  Send,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { IconWord } from "@/components/ui/icon-word";
import type { Tone } from "@/components/ui/tones";
import type { ShownStatus } from "@/db/words";

/** Confirmed is a grey tick: green is kept for what was verified. */
export const orderLooks: Record<ShownStatus, { icon: LucideIcon; tone: Tone }> = {
  "to-confirm": { icon: Clock, tone: "amber" },
  answered: { icon: Send, tone: "blue" },
  confirmed: { icon: CircleCheck, tone: "grey" },
  changed: { icon: GitCompare, tone: "violet" },
  closed: { icon: Archive, tone: "grey" },
  cancelled: { icon: Ban, tone: "grey" },
  mismatch: { icon: EqualNot, tone: "red" },
  refused: { icon: CircleX, tone: "red" },
  unknown: { icon: CircleQuestionMark, tone: "grey" },
};

/** Where a PO stands: icon in colour, word in ink; as a plate in heads only. */
export function OrderStatus({ status, plate }: { status: ShownStatus; plate?: boolean }) {
  const t = useTranslations("orders.status");
  const { icon, tone } = orderLooks[status];
  return (
    <IconWord icon={icon} tone={tone} plate={plate}>
      {t(status)}
    </IconWord>
  );
}
