import { clsx } from "clsx";
import type { ReactNode } from "react";
import { type Tone, tonePlate } from "./tones";

type Props = { tone?: Tone; children: ReactNode };

/** A short word on a tint: role, environment, version. */
export function Plate({ tone = "grey", children }: Props) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 items-center rounded-4 px-1.5 text-12 font-medium whitespace-nowrap",
        tonePlate[tone],
      )}
    >
      {children}
    </span>
  );
}
