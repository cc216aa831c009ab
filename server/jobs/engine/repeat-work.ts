import type { Logger } from "@/server/platform/log";

export type Turn = { poke(): void; end(): Promise<void> };

/** Does `work` now, again after `everyMs`, and at once when poked; never twice at a time. An error waits for the next turn. */
export function repeatWork(everyMs: number, work: () => Promise<unknown>, log: Logger): Turn {
  let ended = false;
  let poked = false;
  let wake: () => void = () => {};
  const loop = async () => {
    while (!ended) {
      poked = false;
      await work().catch((error: unknown) => log.error({ err: error }, "job engine turn"));
      if (ended || poked) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const done = loop();
  const poke = () => {
    poked = true;
    wake();
  };
  return {
    poke,
    end: () => {
      ended = true;
      wake();
      return done;
    },
  };
}
