"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { OrderedLine } from "@/server/modules/acknowledgements/rules";
import { caseSizeOf, toLineUnit } from "@/server/modules/acknowledgements/unit-rules";
import type { DraftPart } from "./answer-draft";
import { inOtherUnit, readTyped, type TypedAmount, tidyAmount } from "./typed-amount";

type Props = {
  line: OrderedLine;
  /** which line, and which part of it */
  place: string;
  part: DraftPart;
  isWrong: boolean;
  onTyped: (typed: TypedAmount) => void;
};

/** A quantity in eaches or cases; where a case is known, what it comes to in the other unit, which a press takes over. */
export function AmountField({ line, place, part, isWrong, onTyped }: Props) {
  const t = useTranslations("answer.form");
  const unit = t(`unit.${part.unit}`);
  const onLeave = () => {
    const tidy = tidyAmount(part);
    if (tidy.amount !== part.amount || tidy.unit !== part.unit) onTyped(tidy);
  };
  return (
    <span className="grid w-26">
      <Input
        size="normal"
        unit={unit}
        inputMode="numeric"
        autoComplete="off"
        data-amount={line.sequence}
        data-part={part.key}
        aria-label={t("labels.amount", { line: place, unit })}
        aria-invalid={isWrong || undefined}
        value={part.amount}
        maxLength={30}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onTyped({ amount: event.target.value, unit: part.unit })}
        onBlur={onLeave}
        onKeyDown={(event) => event.key === "Enter" && onLeave()}
      />
      {caseSizeOf(line) !== null && <OtherUnit {...{ line, place, part, onTyped }} />}
    </span>
  );
}

function OtherUnit({ line, place, part, onTyped }: Omit<Props, "isWrong">) {
  const t = useTranslations("answer.form");
  const other = inOtherUnit(part, line);
  if (other) {
    const said = t(`said.${other.unit}`, { amount: Number(other.amount) });
    return (
      <Button
        variant="link"
        size="text"
        className="justify-self-end"
        aria-label={t("switchUnit", { line: place, said })}
        onClick={() => onTyped(other)}
      >
        = {said}
      </Button>
    );
  }
  const typed = readTyped(part);
  const inCases = typed && toLineUnit(typed.count, typed.unit, { ...line, unit: "case" });
  return (
    <span className="h-6 text-right text-12 leading-6 whitespace-nowrap text-ink-3">
      {inCases && "code" in inCases && inCases.code === "not-whole-cases" ? t("caseOf", inCases.params) : "–"}
    </span>
  );
}
