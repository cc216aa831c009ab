/** Colour enters with a state. Green is for verified alone. */
export type Tone = "grey" | "accent" | "blue" | "amber" | "green" | "red" | "violet";

export const toneInk: Record<Tone, string> = {
  grey: "text-ink-3",
  accent: "text-accent",
  blue: "text-blue",
  amber: "text-amber",
  green: "text-green",
  red: "text-red",
  violet: "text-violet",
};

export const tonePlate: Record<Tone, string> = {
  grey: "bg-sunken text-ink-2",
  accent: "bg-accent-s text-accent",
  blue: "bg-blue-s text-blue",
  amber: "bg-amber-s text-amber",
  green: "bg-green-s text-green",
  red: "bg-red-s text-red",
  violet: "bg-violet-s text-violet",
};
