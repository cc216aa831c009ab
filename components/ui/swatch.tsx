import { clsx } from "clsx";

type Props = { name: string /** 0 to 7 */; hue: number; size?: "normal" | "small" };

const hues = ["swatch-0", "swatch-1", "swatch-2", "swatch-3", "swatch-4", "swatch-5", "swatch-6", "swatch-7"];

/** A tenant's colour and initial: the only place where its colour stands. */
export function Swatch({ name, hue, size = "normal" }: Props) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "grid shrink-0 place-items-center rounded-4 font-semibold",
        size === "normal" ? "size-4.5 text-11" : "size-4 text-11",
        hues[((hue % 8) + 8) % 8],
      )}
    >
      {[...name.trim()][0]?.toUpperCase() ?? ""}
    </span>
  );
}
