import { cron } from "inngest";
import { listTenantIds } from "@/db/scheduler-door";
import { watchAuthorisations as watch } from "@/server/modules/connections/watch-authorisations";
import type { JobsClient } from "./client";
import { forEachTenant } from "./for-each-tenant";
import type { JobDeps } from "./registry";

/** Every six hours: says which consents and client secrets come to their end. */
export function watchAuthorisations(client: JobsClient, { clock, log }: JobDeps) {
  return client.createFunction(
    { id: "watch-authorisations", triggers: [cron("40 */6 * * *")], concurrency: 1, retries: 2 },
    async ({ step, runId }) => {
      const tenantIds = await step.run("list tenants", () => listTenantIds());
      const actor = { kind: "job" as const, name: "watch-authorisations" };
      await forEachTenant(tenantIds, log, (tenantId) =>
        step.run(`tenant ${tenantId}`, () =>
          watch({ tenantId, actor, clock, log, requestId: `job-${runId}` }),
        ),
      );
    },
  );
}
