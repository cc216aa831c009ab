"use client";

import { clsx } from "clsx";
import type { ComponentPropsWithRef } from "react";
import { useFieldIds } from "./field";
import { inputClass } from "./input-class";

type Props = Omit<ComponentPropsWithRef<"textarea">, "className"> & { mono?: boolean };

/** Several lines, for pasted text and tokens. */
export function Textarea({ mono, ...rest }: Props) {
  const ids = useFieldIds();
  return (
    <textarea
      rows={4}
      spellCheck={!mono}
      {...ids}
      {...rest}
      className={clsx(
        inputClass({ size: "form" }),
        "h-auto py-2 max-desk:h-auto",
        mono && "font-mono text-12",
      )}
    />
  );
}
