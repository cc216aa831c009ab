import {
  Check,
  CircleAlert,
  CircleDashed,
  Clock,
  History,
  KeyRound,
  type LucideIcon,
  Pause,
  RefreshCw,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { IconWord } from "@/components/ui/icon-word";
import type { Tone } from "@/components/ui/tones";
import type { Health } from "./connection-health";

const looks: Record<Health, { icon: LucideIcon; tone: Tone }> = {
  unauthorised: { icon: KeyRound, tone: "red" },
  silent: { icon: CircleAlert, tone: "red" },
  stale: { icon: Clock, tone: "amber" },
  consentEnds: { icon: KeyRound, tone: "amber" },
  paused: { icon: Pause, tone: "grey" },
  history: { icon: History, tone: "blue" },
  syncing: { icon: RefreshCw, tone: "blue" },
  waiting: { icon: CircleDashed, tone: "grey" },
  healthy: { icon: Check, tone: "grey" },
};

/** Icon and word; a healthy connection is a grey tick. */
export function HealthWord({ health, plate }: { health: Health; plate?: boolean }) {
  const t = useTranslations("connections.health");
  return (
    <IconWord icon={looks[health].icon} tone={looks[health].tone} plate={plate}>
      {t(health)}
    </IconWord>
  );
}
