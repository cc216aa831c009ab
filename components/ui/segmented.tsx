"use client";

import { clsx } from "clsx";
import { useId } from "react";

type Props<V extends string> = {
  /** spoken name of the choice */
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
  /** fills its container, for phones and forms */
  wide?: boolean;
};

/** One of a few, all visible: radio buttons that look like one control. */
export function Segmented<V extends string>({ label, value, options, onChange, wide }: Props<V>) {
  const name = useId();
  return (
    <fieldset
      className={clsx(
        "flex h-7 rounded-6 border border-line-2 bg-raised text-12 max-desk:h-10",
        wide ? "w-full" : "w-max",
      )}
    >
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="relative grid flex-auto cursor-pointer place-items-center border-line-2 px-2.5 font-medium text-ink-2 transition-colors not-first-of-type:border-l first-of-type:rounded-l-[5px] last-of-type:rounded-r-[5px] hover:text-ink has-checked:bg-accent-s has-checked:text-accent has-focus-visible:z-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent forced-colors:has-checked:outline-2 forced-colors:has-checked:-outline-offset-2"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
