"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { useReader } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioList } from "@/components/ui/radio-list";
import { showToast } from "@/components/ui/toast-queue";
import { ZonePicker } from "@/components/ui/zone-picker";
import { everyMinutes } from "@/server/modules/connections/frequency-rules";
import type { FlowRow, Frequency } from "./connection-types";
import { leadToFactor } from "./lead-to-factor";
import { useRefreshReadings } from "./use-sync";

const choices = ["1", "5", "15", "60", "daily"] as const;
type Choice = (typeof choices)[number];

type Props = { connection: string; flow: FlowRow; label: string; onClose: () => void };

/** 1, 5, 15 or 60 minutes, or once a day at a local time of a named place. */
export function FrequencyForm({ connection, flow, label, onClose }: Props) {
  const t = useTranslations("connections.frequency");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const reader = useReader();
  const refresh = useRefreshReadings();
  const before = flow.frequency;
  const [choice, setChoice] = useState<Choice>(
    before.kind === "daily" ? "daily" : (choices.find((one) => one === String(before.minutes)) ?? "15"),
  );
  const [at, setAt] = useState(before.kind === "daily" ? before.at : "08:00");
  const [zone, setZone] = useState(before.kind === "daily" ? before.zone : reader.zone);
  const set = useMutation(
    trpc.connections.setFrequency.mutationOptions({ onSettled: refresh, onError: leadToFactor }),
  );
  const faults = useFaults(set.error, ["frequency.at", "frequency.zone"]);
  const chosen: Frequency =
    choice === "daily"
      ? { kind: "daily", at, zone }
      : { kind: "every", minutes: everyMinutes.find((one) => String(one) === choice) ?? 15 };
  const input = { tenant, connection, flow: flow.flow };
  const save = () =>
    set.mutate(
      { ...input, frequency: chosen },
      {
        onSuccess: () => {
          const undo = { label: common("undo"), run: () => set.mutate({ ...input, frequency: before }) };
          showToast({ text: t("saved"), undo });
          onClose();
        },
      },
    );
  return (
    <form
      className="grid w-70 max-w-full gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <RadioList
        label={label}
        value={choice}
        onChange={setChoice}
        options={choices.map((value) => ({
          value,
          label: value === "daily" ? t("dailyAt") : t("every", { minutes: Number(value) }),
          ...(value === "1" && { hint: t("oneMinute") }),
        }))}
      />
      {choice === "daily" && (
        <>
          <Field label={t("time")} error={faults.of("frequency.at")}>
            <Input
              inputMode="numeric"
              placeholder="08:00"
              maxLength={5}
              autoComplete="off"
              value={at}
              onChange={(event) => setAt(event.target.value)}
              required
            />
          </Field>
          <Field label={t("zone")} error={faults.of("frequency.zone")}>
            <ZonePicker inline value={zone} onChange={setZone} />
          </Field>
        </>
      )}
      {faults.whole && <p className="text-12 text-red">{faults.whole}</p>}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common("cancel")}</Button>
        <Button type="submit" variant="primary" pending={set.isPending}>
          {t("act")}
        </Button>
      </div>
    </form>
  );
}
