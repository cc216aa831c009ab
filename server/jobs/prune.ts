import { cron } from "inngest";
import { keepPartitions, listTenantIds } from "@/db/scheduler-door";
import { pruneSignIn } from "@/server/access/prune-sign-in";
import { pruneTenant } from "@/server/modules/upkeep/prune-tenant";
import type { JobsClient } from "./client";
import { forEachTenant } from "./for-each-tenant";
import type { JobDeps } from "./registry";

/** Runs and events of the engine are needed for telling events apart for a day; a month helps to look back. */
const engineDays = 30;

/** Every night: the coming months of the call log, and the end of what has outlived its retention. */
export function prune(client: JobsClient, { clock, log, pruneJobs }: JobDeps) {
  return client.createFunction(
    { id: "prune", triggers: [cron("20 3 * * *")], concurrency: 1, retries: 2 },
    async ({ step, runId }) => {
      await step.run("months of the call log", () => keepPartitions());
      await step.run("engine", () => pruneJobs(engineDays));
      await step.run("sessions, links and counters", () => pruneSignIn());
      const tenantIds = await step.run("list tenants", () => listTenantIds());
      const actor = { kind: "job" as const, name: "prune" };
      await forEachTenant(tenantIds, log, (tenantId) =>
        step.run(`tenant ${tenantId}`, () =>
          pruneTenant({ tenantId, actor, clock, log, requestId: `job-${runId}` }),
        ),
      );
    },
  );
}
