import { cron } from "inngest";
import { listTenantIds } from "@/db/scheduler-door";
import { sealAudit } from "@/server/modules/audit/seal-audit";
import type { JobsClient } from "./client";
import { forEachTenant } from "./for-each-tenant";
import type { JobDeps } from "./registry";

/** Every minute: each tenant's new audit rows get their place in its chain. One step for all, for a repeat seals nothing twice. */
export function sealAudits(client: JobsClient, { clock, log }: JobDeps) {
  return client.createFunction(
    { id: "seal-audit", triggers: [cron("* * * * *")], concurrency: 1, retries: 2 },
    async ({ step, runId }) => {
      const actor = { kind: "job" as const, name: "seal-audit" };
      await step.run("seal", async () => {
        await forEachTenant(await listTenantIds(), log, (tenantId) =>
          sealAudit({ tenantId, actor, clock, log, requestId: `job-${runId}` }),
        );
      });
    },
  );
}
