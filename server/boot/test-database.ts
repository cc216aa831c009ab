import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "@/server/boot/postgres";

/**
 * Vitest's global set-up: one throwaway server for the run, named in TEST_DATABASE_URL (superuser).
 * An address that is set already is used as it is.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const server = await startThrowawayPostgres();
  process.env.TEST_DATABASE_URL = server.superUrl;
  return server.stop;
}

/** A server without durability in a folder of its own, both gone after stop() or when this process dies. */
export async function startThrowawayPostgres() {
  const dataDir = mkdtempSync(join(tmpdir(), "oakline-test-"));
  // mkdtemp closes it to others; as root, PostgreSQL runs as one of them.
  chmodSync(dataDir, 0o711);
  return await startPostgres({ dataDir, isThrowaway: true, log: () => undefined });
}
