/** What was started, to be stopped in reverse order, each once, whatever the others do. */
export type StopList = {
  add(name: string, stop: () => unknown): void;
  /** resolves when all is stopped; a second call waits for the first */
  stopAll(): Promise<void>;
  isStopping(): boolean;
};

export function createStopList(say: (line: string) => void): StopList {
  const list: { name: string; stop: () => unknown }[] = [];
  let stopping: Promise<void> | undefined;
  let isDrained = false;

  const stopOne = async ({ name, stop }: { name: string; stop: () => unknown }) => {
    try {
      await stop();
    } catch (error) {
      // The others must be stopped all the same.
      say(`${name} did not stop: ${error instanceof Error ? error.message : error}`);
    }
  };
  const drain = async () => {
    for (let entry = list.pop(); entry; entry = list.pop()) await stopOne(entry);
    isDrained = true;
  };
  return {
    add: (name, stop) => {
      // What was started while all stops goes next, before what it builds on; after that, at once.
      if (isDrained) void stopOne({ name, stop });
      else list.push({ name, stop });
    },
    stopAll: () => (stopping ??= drain()),
    isStopping: () => stopping !== undefined,
  };
}
