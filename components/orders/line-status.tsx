import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  Clock,
  GitCompare,
  type LucideIcon,
  Package,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { Messages } from "@/components/i18n/message-types";
import { IconWord } from "@/components/ui/icon-word";
import type { Tone } from "@/components/ui/tones";
import type { OrderLine } from "./order-types";

type Code = keyof Messages["order"]["lines"]["statuses"];

const looks: Record<Code, { icon: LucideIcon; tone: Tone }> = {
  cancelled: { icon: Ban, tone: "grey" },
  changed: { icon: GitCompare, tone: "violet" },
  accepted: { icon: CircleCheck, tone: "grey" },
  "partially-accepted": { icon: CircleDashed, tone: "amber" },
  rejected: { icon: Ban, tone: "grey" },
  unconfirmed: { icon: Clock, tone: "amber" },
  received: { icon: Package, tone: "grey" },
  "partially-received": { icon: Package, tone: "grey" },
  unknown: { icon: CircleQuestionMark, tone: "grey" },
};

/** The furthest that Amazon shows of a line; a word of theirs that we do not know stands as it came. */
export function LineStatus({ line, isChanged }: { line: OrderLine; isChanged: boolean }) {
  const t = useTranslations("order.lines.statuses");
  const code = lineCode(line, isChanged);
  const look = looks[code];
  return (
    <IconWord icon={look.icon} tone={look.tone}>
      {code === "unknown" && line.confirmation ? line.confirmation : t(code)}
    </IconWord>
  );
}

const known: readonly Code[] = ["accepted", "partially-accepted", "rejected", "unconfirmed"];

function lineCode(line: OrderLine, isChanged: boolean): Code {
  if (line.isCancelled) return "cancelled";
  if (isChanged) return "changed";
  if (line.receiving === "received" || line.receiving === "partially-received") return line.receiving;
  if (line.confirmation === null) return "unconfirmed";
  return known.find((code) => code === line.confirmation) ?? "unknown";
}
