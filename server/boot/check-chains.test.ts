import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedTenant } from "@/db/testing/seed-tenant";
import { jobContext } from "@/server/access/testing/test-context";
import { checkChains } from "@/server/boot/check-chains";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { sealAudit } from "@/server/modules/audit/seal-audit";
import type { Id } from "@/server/platform/ids";

let database: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), "oakline-heads-"));
});
afterAll(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true });
});

const check = () =>
  checkChains(
    {
      DATABASE_URL: database.appUrl,
      DATABASE_AUTH_URL: database.authUrl,
      DATABASE_SCHEDULER_URL: database.schedulerUrl,
      DATABASE_BACKUP_URL: database.backupUrl,
    },
    dataDir,
  );
const notes = () => JSON.parse(readFileSync(join(dataDir, "audit-heads.json"), "utf8"));

/** Rows of the audit, sealed; the check itself opens and closes the database, so this does too. */
async function write(count: number, known?: Id<"tenant">): Promise<Id<"tenant">> {
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  try {
    const tenantId = known ?? (await seedTenant()).tenantId;
    const ctx = jobContext(tenantId);
    for (let i = 0; i < count; i++) {
      await inTenant(tenantId, (tx) => recordAudit(tx, ctx, { action: "tenant.view" }));
    }
    await sealAudit(ctx);
    return tenantId;
  } finally {
    await disconnectDatabase();
  }
}

test("an end that is cut off between two checks is found by the second, and by every one after it", async () => {
  const [kept, cut] = [await write(3), await write(5)];
  expect(await check()).toMatch(/2 tenants, 8 rows sealed/);
  expect(notes()).toMatchObject({ [kept]: { position: 3 }, [cut]: { position: 5 } });
  expect(statSync(join(dataDir, "audit-heads.json")).mode & 0o777).toBe(0o600);
  await write(2, kept);
  expect(await check()).toMatch(/10 rows sealed and unchanged/);
  const root = postgres(database.superUrl, { max: 1, onnotice: () => undefined });
  await root`delete from audit_seal where tenant_id = ${cut} and position > 2`;
  await root`delete from audit where tenant_id = ${cut}
    and id not in (select audit_id from audit_seal where tenant_id = ${cut})`;
  await root.end();
  const found = `sealed audit does not hold: ${cut}: cut at position 3`;
  await expect(check()).rejects.toThrow(found);
  // written anew, it is as long as it was
  await write(3, cut);
  await expect(check()).rejects.toThrow("cut at position 5");
  expect(notes()).toMatchObject({ [kept]: { position: 5 }, [cut]: { position: 5 } });
});
