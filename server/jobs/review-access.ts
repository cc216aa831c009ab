import { cron } from "inngest";
import { listTenantIds } from "@/db/scheduler-door";
import { openReview } from "@/server/modules/reviews/open-review";
import type { JobsClient } from "./client";
import { forEachTenant } from "./for-each-tenant";
import type { JobDeps } from "./registry";

/** Every morning: opens the quarter's review where it is missing, so that a first day that was missed is made up for. */
export function reviewAccess(client: JobsClient, { clock, log }: JobDeps) {
  return client.createFunction(
    { id: "review-access", triggers: [cron("10 5 * * *")], concurrency: 1, retries: 2 },
    async ({ step, runId }) => {
      const tenantIds = await step.run("list tenants", () => listTenantIds());
      const actor = { kind: "job" as const, name: "review-access" };
      await forEachTenant(tenantIds, log, (tenantId) =>
        step.run(`tenant ${tenantId}`, () =>
          openReview({ tenantId, actor, clock, log, requestId: `job-${runId}` }),
        ),
      );
    },
  );
}
