"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentPropsWithRef } from "react";
import { useFieldIds } from "./field";
import { inputClass } from "./input-class";

type Props = Omit<ComponentPropsWithRef<"select">, "size" | "className"> & {
  size?: "form" | "normal" | "row";
  options: readonly { value: string; label: string; disabled?: boolean }[];
  className?: string;
};

/** The platform's own list: it works with every keyboard, reader and thumb. */
export function Select({ size, options, className, ...rest }: Props) {
  const ids = useFieldIds();
  return (
    <span className={clsx("relative block", className)}>
      <select {...ids} {...rest} className={clsx(inputClass({ size }), "appearance-none pr-8")}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={14}
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 right-2.5 my-auto text-ink-3"
      />
    </span>
  );
}
