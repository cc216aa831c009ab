"use client";

import { useState } from "react";
import { isDay } from "@/server/platform/zoned-time";
import { DayField } from "./day-field";
import { tidyDay } from "./day-text";
import { Field } from "./field";

const ends = ["from", "to"] as const;
type End = (typeof ends)[number];
type Props = {
  labels: Record<End, string>;
  /** plain days, both included */
  days: Record<End, string | null>;
  onDays: (change: { [end in End]?: string | null }) => void;
};

/** Two days, either of them open. */
export function DayRange({ labels, days, onDays }: Props) {
  return (
    <div className="grid w-48 gap-3">
      {ends.map((end) => (
        <Field key={end} label={labels[end]}>
          <EndField value={days[end]} onDay={(day) => onDays({ [end]: day })} />
        </Field>
      ))}
    </div>
  );
}

/** Half a day is nobody's business but this field's. */
function EndField({ value, onDay }: { value: string | null; onDay: (day: string | null) => void }) {
  const [text, setText] = useState(value ?? "");
  const onText = (next: string) => {
    setText(next);
    const day = tidyDay(next);
    const known = isDay(day) ? day : null;
    if (known !== value && (known !== null || day === "")) onDay(known);
  };
  return <DayField size="normal" value={text} onText={onText} />;
}
