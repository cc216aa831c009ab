import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { removePostgresFiles } from "@/server/boot/place-postgres";
import { type RunningPostgres, startPostgres } from "@/server/boot/postgres";

export type CrashPostgres = {
  superUrl: string;
  /** ends it as a crash does, without a word to anybody */
  crash(signal: "SIGQUIT" | "SIGKILL"): Promise<void>;
  /** starts it again on its port, recovery included */
  back(): Promise<void>;
  stop(): Promise<void>;
};

const backWithinMs = 30_000;

/** A server with the durability of a real one, on files of its own, to be killed and started again. */
export async function openCrashPostgres(dataDir: string): Promise<CrashPostgres> {
  removePostgresFiles(dataDir);
  const log = () => undefined;
  let server: RunningPostgres = await startPostgres({ dataDir, log });
  const { port, superUrl } = server;
  // many senders stand frozen with their connections open
  const sql = postgres(superUrl, { max: 1 });
  await sql`alter system set max_connections = 400`;
  await sql.end();
  await server.stop();
  server = await startPostgres({ dataDir, log, port });
  return {
    superUrl,
    crash: async (signal) => {
      const pid = Number.parseInt(readFileSync(join(server.filesDir, "postmaster.pid"), "utf8"), 10);
      process.kill(pid, signal);
      await server.ended;
    },
    back: async () => {
      const deadline = performance.now() + backWithinMs;
      for (;;) {
        try {
          server = await startPostgres({ dataDir, log, port });
          return;
        } catch (error) {
          // the killed server's own processes may need a moment to see that it has gone
          if (performance.now() > deadline) throw error;
          await pause(200);
        }
      }
    },
    stop: async () => {
      await server.stop();
      removePostgresFiles(dataDir);
    },
  };
}
