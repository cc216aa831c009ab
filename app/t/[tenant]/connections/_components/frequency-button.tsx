"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCan } from "@/components/frame/workspace";
import { useNow, useZoneLabel } from "@/components/i18n/reader";
import { Popover } from "@/components/ui/popover";
import type { FlowRow, Frequency } from "./connection-types";
import { FrequencyForm } from "./frequency-form";

type Props = { connection: string; name: string; flow: FlowRow };

/** How often a flow is read; who may change it presses it. */
export function FrequencyButton({ connection, name, flow }: Props) {
  const t = useTranslations("connections");
  const say = useFrequencyWords();
  const can = useCan();
  const words = say(flow.frequency);
  if (!can("connection.schedule")) return <FrequencyWords {...words} />;
  const label = t("frequency.label", { name, flow: t(`flows.${flow.flow}`) });
  return (
    <Popover
      label={label}
      content={(close) => <FrequencyForm connection={connection} flow={flow} label={label} onClose={close} />}
    >
      {(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={`${label}: ${words.text}`}
          className="-ml-2 inline-flex min-h-7 items-center gap-1 rounded-6 px-2 text-left transition-colors hover:bg-sunken aria-expanded:bg-sunken max-desk:min-h-9"
        >
          <FrequencyWords {...words} />
          <ChevronDown size={12} aria-hidden="true" className="text-ink-3" />
        </button>
      )}
    </Popover>
  );
}

function FrequencyWords({ text, note }: { text: string; note: string | null }) {
  return (
    <span className="grid whitespace-nowrap text-ink-2">
      <span>{text}</span>
      {note && <span className="text-12">{note}</span>}
    </span>
  );
}

/** "every 15 min"; "daily 08:00" with its place and offset. */
export function useFrequencyWords(): (frequency: Frequency) => { text: string; note: string | null } {
  const t = useTranslations("connections.frequency");
  const now = useNow();
  const zoneLabel = useZoneLabel();
  return (frequency) =>
    frequency.kind === "every"
      ? { text: t("every", { minutes: frequency.minutes }), note: null }
      : { text: t("daily", { at: frequency.at }), note: zoneLabel(frequency.zone, now) };
}
