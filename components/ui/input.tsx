"use client";

import { clsx } from "clsx";
import type { ComponentPropsWithRef } from "react";
import { useFieldIds } from "./field";
import { inputClass } from "./input-class";

type Props = Omit<ComponentPropsWithRef<"input">, "size" | "className"> & {
  size?: "form" | "normal" | "row";
  /** printed inside at the right; the figure is then right-aligned */
  unit?: string;
  className?: string;
};

/** One line of text, or a number with its unit. On a phone it is 16 px, or the browser would zoom. */
export function Input({ size, unit, className, ...rest }: Props) {
  const ids = useFieldIds();
  const input = (
    <input {...ids} {...rest} className={clsx(inputClass({ size }), unit ? "pr-12 text-right" : className)} />
  );
  if (!unit) return input;
  return (
    <span className={clsx("relative block", className)}>
      {input}
      <span className="pointer-events-none absolute inset-y-0 right-3 grid items-center text-12 text-ink-3">
        {unit}
      </span>
    </span>
  );
}
