"use client";

import { Field } from "./field";
import { Input } from "./input";

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
          <Input
            type="date"
            size="normal"
            value={days[end] ?? ""}
            onChange={(event) => onDays({ [end]: event.target.value || null })}
          />
        </Field>
      ))}
    </div>
  );
}
