"use client";

import { type ReactNode, useId } from "react";

type Props<V extends string> = {
  label: string;
  value: V | null;
  options: readonly { value: V; label: string; hint?: ReactNode }[];
  onChange: (value: V) => void;
};

/** One of several, each with a sentence of consequence. */
export function RadioList<V extends string>({ label, value, options, onChange }: Props<V>) {
  const name = useId();
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1.5 font-medium">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-6 cursor-pointer gap-2 py-1">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="mt-[3px] size-3.5 shrink-0 appearance-none rounded-full border border-edge bg-surface checked:border-4 checked:border-accent"
          />
          <span>
            {option.label}
            {option.hint && <span className="block text-12 text-ink-3">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
