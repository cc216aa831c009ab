/** Says what is going on and for how long. */
export type Phases = {
  say(line: string): void;
  /** Runs one phase: a line when it ends, and one every 10 s meanwhile. `note` adds what the last line shall tell. */
  run<T>(name: string, work: (note: (text: string) => void) => Promise<T>): Promise<T>;
  totalMs(): number;
};

export function showPhases(write: (line: string) => void): Phases {
  const begun = performance.now();
  return {
    say: write,
    totalMs: () => performance.now() - begun,
    run: async (name, work) => {
      const started = performance.now();
      const elapsed = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
      let told = "";
      const beat = setInterval(
        () => write(`${name.padEnd(12)} still at it${told && `: ${told}`}, ${elapsed()}`),
        10_000,
      );
      try {
        const result = await work((text) => {
          told = text;
        });
        write(`${name.padEnd(12)} ${told || "done"}, ${elapsed()}`);
        return result;
      } catch (error) {
        write(`${name.padEnd(12)} failed after ${elapsed()}`);
        throw error;
      } finally {
        clearInterval(beat);
      }
    },
  };
}
