const minuteMs = 60_000;

export type Ticker = { now(): number; subscribe(onTick: () => void): () => void };

/** One timer for every clock on the page. It follows the server's time, so that a wrong clock on the reader's desk moves no deadline. */
export function createTicker(serverNowMs: number, deskNow: () => number = Date.now): Ticker {
  const offsetMs = serverNowMs - deskNow();
  const listeners = new Set<() => void>();
  let nowMs = serverNowMs;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function plan() {
    const current = deskNow() + offsetMs;
    timer = setTimeout(tick, minuteMs - (current % minuteMs));
  }
  function tick() {
    nowMs = deskNow() + offsetMs;
    for (const listener of listeners) listener();
    plan();
  }
  return {
    now: () => nowMs,
    subscribe(onTick) {
      listeners.add(onTick);
      if (listeners.size === 1) plan();
      return () => {
        listeners.delete(onTick);
        if (listeners.size === 0) clearTimeout(timer);
      };
    },
  };
}
