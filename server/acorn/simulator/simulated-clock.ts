/** Business time of the simulated world. It can run, stand, or be moved; limits never look at it. */
export type SimulatedClock = {
  /** milliseconds since 1970 */
  now(): number;
  run(): void;
  stand(): void;
  /** moves by `ms`, backwards too */
  jump(ms: number): void;
  set(at: Date): void;
  mode(): "run" | "stand";
};

/** Starts at `at` (default: now of the machine), running unless told to stand. */
export function createSimulatedClock(
  options: { at?: Date | undefined; mode?: "run" | "stand" | undefined; wallMs?: () => number } = {},
): SimulatedClock {
  const wallMs = options.wallMs ?? Date.now;
  let base = options.at?.getTime() ?? wallMs();
  let startedAt = wallMs();
  let mode = options.mode ?? "run";
  const now = () => (mode === "run" ? base + (wallMs() - startedAt) : base);
  const settle = (at: number, next: "run" | "stand") => {
    base = at;
    startedAt = wallMs();
    mode = next;
  };
  return {
    now,
    run: () => settle(now(), "run"),
    stand: () => settle(now(), "stand"),
    jump: (ms) => settle(now() + ms, mode),
    set: (at) => settle(at.getTime(), mode),
    mode: () => mode,
  };
}
