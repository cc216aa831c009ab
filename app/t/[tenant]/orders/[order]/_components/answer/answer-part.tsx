"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { DayField } from "@/components/ui/day-field";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import {
  type Answer,
  answers,
  type OrderedLine,
  type Reason,
  reasons,
} from "@/server/modules/acknowledgements/rules";
import { AmountField } from "./amount-field";
import type { DraftPart } from "./answer-draft";
import { Fault } from "./fault";

type Props = {
  line: OrderedLine;
  dateKind: "ship" | "delivery";
  part: DraftPart;
  /** its place, when the line has several; the only one stays */
  place: number | null;
  /** words of what is wrong with one of its fields */
  faultsOf: (name: "answer" | "amount" | "shipAt" | "deliverAt" | "reason") => readonly string[];
  onPart: (change: Partial<DraftPart>) => void;
  onRemove: () => void;
};

/** One answer to part of a line: what, how much, when or why. */
export function AnswerPart({ line, dateKind, part, place, faultsOf, onPart, onRemove }: Props) {
  const t = useTranslations("answer.form");
  const day = t(`day.${dateKind}`);
  const number = { line: place === null ? line.sequence : `${line.sequence} (${place})` };
  const dayFaults = [...faultsOf("shipAt"), ...faultsOf("deliverAt")];
  const options = answers
    .filter((one) => one !== "backordered" || line.isBackorderAllowed || part.answer === one)
    .map((value) => ({ value, label: t(`answers.${value}`) }));
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-start gap-1.5">
        <Select
          size="normal"
          className="w-26"
          aria-label={t("labels.answer", number)}
          value={part.answer}
          options={options}
          onChange={(event) => onPart({ answer: answerOf(event.target.value) })}
        />
        <AmountField
          line={line}
          place={number.line}
          part={part}
          isWrong={faultsOf("amount").length > 0}
          onTyped={onPart}
        />
        {part.answer === "rejected" ? (
          <Select
            size="normal"
            className="w-40"
            aria-label={t("labels.reason", number)}
            aria-invalid={faultsOf("reason").length > 0 || undefined}
            value={part.reason ?? ""}
            options={[
              { value: "", label: t("chooseReason"), disabled: true },
              ...reasons.map((value) => ({ value, label: t(`reasons.${value}`) })),
            ]}
            onChange={(event) => onPart({ reason: reasonOf(event.target.value) })}
          />
        ) : (
          <DayField
            size="normal"
            className="w-40"
            aria-label={t("labels.day", { ...number, what: day })}
            title={day}
            aria-invalid={dayFaults.length > 0 || undefined}
            value={part.day}
            onText={(text) => onPart({ day: text })}
          />
        )}
        {place !== null && <IconButton icon={X} label={t("removePart")} onClick={onRemove} />}
      </div>
      {part.reason === "obsolete" && part.answer === "rejected" && (
        <p className="text-12 text-ink-2">{t("obsoleteNote")}</p>
      )}
      {[...faultsOf("amount"), ...faultsOf("answer"), ...dayFaults, ...faultsOf("reason")].map((fault) => (
        <Fault key={fault} text={fault} />
      ))}
    </div>
  );
}

const answerOf = (text: string): Answer => answers.find((one) => one === text) ?? "accepted";
const reasonOf = (text: string): Reason | null => reasons.find((one) => one === text) ?? null;
