import postgres from "postgres";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { verifyAudit } from "@/server/modules/audit/verify-audit";
import { systemClock } from "@/server/platform/clock";
import type { Source } from "@/server/platform/env";
import type { Id } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";

/**
 * Reads the sealed audit of every tenant again, suspended ones too.
 * @returns one line for the terminal; throws with the first broken place of each chain that does not hold
 */
export async function checkChains(env: Source): Promise<string> {
  const {
    DATABASE_URL: app = "",
    DATABASE_AUTH_URL: auth = "",
    DATABASE_SCHEDULER_URL: scheduler = "",
  } = env;
  const tenantIds = await listAllTenants(env.DATABASE_BACKUP_URL ?? "");
  connectDatabase({ app, auth, scheduler }, { max: 1 });
  let [sealed, unsealed] = [0, 0];
  const faults: string[] = [];
  try {
    for (const tenantId of tenantIds) {
      const check = await verifyAudit({
        tenantId,
        actor: { kind: "job", name: "doctor" },
        clock: systemClock,
        log: createLogger("doctor", "silent"),
        requestId: "doctor",
      });
      sealed += check.sealed;
      unsealed += check.unsealed;
      if (check.fault) faults.push(`${tenantId}: ${check.fault.kind} at position ${check.fault.position}`);
    }
  } finally {
    await disconnectDatabase();
  }
  if (faults.length > 0) throw new Error(`sealed audit does not hold: ${faults.join("; ")}`);
  return `${tenantIds.length} tenants, ${sealed} rows sealed and unchanged, ${unsealed} wait for their seal`;
}

async function listAllTenants(url: string): Promise<Id<"tenant">[]> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined, prepare: false });
  try {
    const rows = await sql<{ id: Id<"tenant"> }[]>`select id from tenant order by id`;
    return rows.map(({ id }) => id);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
