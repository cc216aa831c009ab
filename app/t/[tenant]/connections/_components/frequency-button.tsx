"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { useNow, useZoneLabel } from "@/components/i18n/reader";
import { buttonClass } from "@/components/ui/button-class";
import { Popover } from "@/components/ui/popover";
import { isAllowed } from "@/server/access/permissions";
import type { FlowRow, Frequency } from "./connection-types";
import { FrequencyForm } from "./frequency-form";

type Props = { connection: string; name: string; flow: FlowRow };

/** How often a flow is read; who may change it presses it. */
export function FrequencyButton({ connection, name, flow }: Props) {
  const t = useTranslations("connections");
  const say = useFrequencyWords();
  const { role } = useWorkspace();
  const words = say(flow.frequency);
  if (!isAllowed(role, "connection.schedule")) return <FrequencyWords {...words} />;
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
          className={`${buttonClass({ variant: "ghost", size: "normal" })} -ml-2 max-w-full !h-auto min-h-7 !px-2 text-left`}
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
    <span className="grid min-w-0 font-normal text-ink-2">
      <span className="truncate">{text}</span>
      {note && <span className="truncate text-12">{note}</span>}
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
