import type { CSSProperties } from "react";

type Props = { width?: CSSProperties["width"]; height?: number };

/** A bar in the place of a text, shown only when loading takes over 200 ms. */
export function Skeleton({ width = "100%", height = 12 }: Props) {
  return (
    <span
      aria-hidden="true"
      style={{ width, height }}
      className="inline-block max-w-full animate-late rounded-4 bg-sunken align-middle"
    />
  );
}
