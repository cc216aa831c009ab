import { readHealthRecords } from "@/db/health-door";
import type { Logger } from "@/server/platform/log";
import { type Health, judgeHealth } from "./rules";

/** The instance's health from stored state; never a call to the outside. */
export async function readHealth(options: { hasJobsServer: boolean; log: Logger }): Promise<Health> {
  const found = await readHealthRecords().catch((error: unknown) => {
    options.log.error({ err: error }, "the database cannot be asked for the health of the instance");
    return null;
  });
  return judgeHealth(found, options.hasJobsServer);
}
