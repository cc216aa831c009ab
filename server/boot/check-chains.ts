import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { z } from "zod";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import type { Ctx } from "@/server/access/context";
import { writePrivately } from "@/server/boot/data-folder";
import { verifyAudit } from "@/server/modules/audit/verify-audit";
import { systemClock } from "@/server/platform/clock";
import type { Source } from "@/server/platform/env";
import type { Id } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";

/** Where each tenant's chain ended when it was last found whole, by tenant. */
const headsShape = z.record(z.string(), z.object({ position: z.number(), hash: z.string() }));
type Heads = z.infer<typeof headsShape>;

/**
 * Reads the sealed audit of every tenant again, suspended ones too, and compares each chain with the end that the check
 * before noted in the data folder: whoever cuts a chain's end in the database must find that note as well.
 * @returns one line for the terminal; throws with the first broken place of each chain that does not hold, and then
 * leaves that chain's note as it was
 */
export async function checkChains(env: Source, dataDir: string): Promise<string> {
  const noted = readHeads(dataDir);
  const heads: Heads = {};
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
      const ctx: Ctx = {
        tenantId,
        actor: { kind: "job", name: "doctor" },
        clock: systemClock,
        log: createLogger("doctor", "silent"),
        requestId: "doctor",
      };
      const check = await verifyAudit(ctx, { noted: noted[tenantId] ?? null });
      const head = check.head ?? noted[tenantId];
      if (head) heads[tenantId] = head;
      sealed += check.sealed;
      unsealed += check.unsealed;
      if (check.fault) faults.push(`${tenantId}: ${check.fault.kind} at position ${check.fault.position}`);
    }
  } finally {
    await disconnectDatabase();
  }
  writePrivately(fileIn(dataDir), heads);
  if (faults.length > 0) throw new Error(`sealed audit does not hold: ${faults.join("; ")}`);
  const gone = Object.keys(noted).filter((id) => !tenantIds.some((known) => known === id)).length;
  const since = gone > 0 ? `, ${gone} tenants deleted since the last check` : "";
  return `${tenantIds.length} tenants, ${sealed} rows sealed and unchanged, ${unsealed} wait for their seal${since}`;
}

const fileIn = (dataDir: string) => join(dataDir, "audit-heads.json");

function readHeads(dataDir: string): Heads {
  const file = fileIn(dataDir);
  return existsSync(file) ? headsShape.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
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
