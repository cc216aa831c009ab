import { cron } from "inngest";
import { listTenantsEnding, listTenantsToShred, shredTenant } from "@/db/scheduler-door";
import type { Ctx } from "@/server/access/context";
import { forgetTenant } from "@/server/access/forget-tenant";
import { endGrantsOfAgency, listClientsOfAgency } from "@/server/modules/tenants/end-grants-of-agency";
import { warnOfEnd } from "@/server/modules/tenants/warn-of-end";
import type { Id } from "@/server/platform/ids";
import type { JobsClient } from "./client";
import { forEachTenant } from "./for-each-tenant";
import type { JobDeps } from "./registry";

/**
 * Every hour: tells those whose workspace ends within a day, and deletes what has reached its day. The database itself
 * refuses before that day; a second look right afterwards takes what a request that was under way still wrote.
 */
export function shredTenants(client: JobsClient, { clock, log }: JobDeps) {
  return client.createFunction(
    { id: "shred-tenants", triggers: [cron("7 * * * *")], concurrency: 1, retries: 2 },
    async ({ step, runId }) => {
      const actor = { kind: "job" as const, name: "shred-tenants" };
      const ctxOf = (tenantId: Id<"tenant">): Ctx => ({
        tenantId,
        actor,
        clock,
        log,
        requestId: `job-${runId}`,
      });
      try {
        const ending = await step.run("list ending", () => listTenantsEnding());
        await forEachTenant(ending, log, (tenantId) =>
          step.run(`warn ${tenantId}`, () => warnOfEnd(ctxOf(tenantId))),
        );
      } finally {
        // one that cannot be warned keeps no other from its end
        const over = await step.run("list over", () => listTenantsToShred());
        await forEachTenant(over, log, async (tenantId) => {
          const clients = await step.run(`clients of ${tenantId}`, () =>
            listClientsOfAgency(ctxOf(tenantId)),
          );
          await forEachTenant(clients, log, (id) =>
            step.run(`grant of ${id} to ${tenantId}`, () =>
              endGrantsOfAgency(ctxOf(id), { agencyId: tenantId }),
            ),
          );
          await step.run(`shred ${tenantId}`, () => shredTenant(tenantId));
          await step.run(`sweep ${tenantId}`, () => shredTenant(tenantId));
          await step.run(`forget ${tenantId}`, () => forgetTenant(tenantId));
          log.info({ tenantId }, "a workspace was deleted on its day");
        });
      }
    },
  );
}
