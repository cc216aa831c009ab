import { type RunningPostgres, startPostgres } from "@/server/boot/postgres";
import { restartDelayMs } from "@/server/boot/supervise";

type Kept = { superUrl: string; port: number; filesDir: string; stop(): Promise<void> };
type Options = { dataDir: string; log: (line: string) => void; say: (line: string) => void };

/** Starts PostgreSQL and brings it back on the same port, with back-off, whenever it ends by itself. */
export async function keepPostgres({ dataDir, log, say }: Options): Promise<Kept> {
  let server: RunningPostgres = await startPostgres({ dataDir, log });
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;

  const watch = () => void server.ended.then(() => isStopping || bringBack());
  const bringBack = () => {
    const wait = restartDelayMs(++failures);
    say(`postgres ended; starting it again in ${(wait / 1000).toFixed(1)} s`);
    timer = setTimeout(() => {
      startPostgres({ dataDir, log, port: server.port }).then(
        (next) => {
          server = next;
          if (isStopping) return void next.stop();
          say("postgres is back");
          setTimeout(() => (failures = 0), 60_000).unref();
          watch();
        },
        (error: Error) => {
          say(error.message);
          if (!isStopping) bringBack();
        },
      );
    }, wait);
  };
  watch();
  return {
    superUrl: server.superUrl,
    port: server.port,
    filesDir: server.filesDir,
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      await server.stop();
    },
  };
}
