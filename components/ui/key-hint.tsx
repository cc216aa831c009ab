import { clsx } from "clsx";

type Props = { keys: string; on?: "surface" | "accent"; className?: string };

const names: Record<string, string> = {
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Mod: "Ctrl",
};

/** The cap of a key, printed where it works. Several keys are parted by spaces: "Mod K". Screen readers get it from aria-keyshortcuts. */
export function KeyHint({ keys, on = "surface", className }: Props) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "inline-flex h-4.5 min-w-4.5 items-center justify-center gap-1 rounded-4 border px-1 font-sans text-11 leading-none font-medium whitespace-nowrap",
        on === "accent" ? "border-on-accent/40 text-on-accent" : "border-line-2 bg-sunken text-ink-2",
        className,
      )}
    >
      {keys
        .split(" ")
        .map((key) => names[key] ?? key)
        .join(" ")}
    </span>
  );
}
