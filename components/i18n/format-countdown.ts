const minuteMs = 60_000;

/** grey over 4 h, amber to the hour, heavier in the last one, red past the deadline */
export type CountdownTone = "calm" | "soon" | "urgent" | "late";

export type Countdown = {
  tone: CountdownTone;
  /** key below the words `time.span`, with its figures */
  span: DurationWords;
};

export type DurationWords =
  | { key: "wholeDays"; values: { days: number } }
  | { key: "days"; values: { days: number; hours: number } }
  | { key: "hours"; values: { hours: number; minutes: string } }
  | { key: "minutes"; values: { minutes: number } };

/**
 * What a clock says at `now`: minutes left are rounded down, minutes late up, so that it is never kinder than the truth.
 * A day late is counted in whole days: the deadline that stands beside it says the hour.
 */
export function countdown(dueAt: Date, now: Date): Countdown {
  const leftMs = dueAt.getTime() - now.getTime();
  if (leftMs < 0) {
    const late = durationWords(Math.ceil(-leftMs / minuteMs) * minuteMs);
    const isDays = late.key === "days";
    return {
      tone: "late",
      span: isDays ? { key: "wholeDays", values: { days: late.values.days } } : late,
    };
  }
  const span = durationWords(leftMs);
  if (leftMs <= 60 * minuteMs) return { tone: "urgent", span };
  return { tone: leftMs <= 240 * minuteMs ? "soon" : "calm", span };
}

/** The units that matter: "17 d" from a week on, "1 d 1 h", "3 h 54 m", "38 min". Negative counts as zero. */
export function durationWords(ms: number): DurationWords {
  const minutes = Math.floor(Math.max(0, ms) / minuteMs);
  if (minutes < 60) return { key: "minutes", values: { minutes } };
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return { key: "hours", values: { hours, minutes: String(minutes % 60).padStart(2, "0") } };
  const days = Math.floor(hours / 24);
  if (days >= 7) return { key: "wholeDays", values: { days } };
  return { key: "days", values: { days, hours: hours % 24 } };
}
