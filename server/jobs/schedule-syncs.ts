import { cron } from "inngest";
import { listDueFlows } from "@/db/scheduler-door";
import type { JobsClient } from "./client";
import { syncEvent } from "./events";
import type { JobDeps } from "./registry";

const flowsAtOnce = 5000;

/**
 * Every minute: one event for each connection and flow whose time has come. The due time is the event's cause, so a
 * flow that still waits for its turn is not asked for twice; it moves on when its run begins.
 */
export function scheduleSyncs(client: JobsClient, { clock }: JobDeps) {
  return client.createFunction(
    { id: "schedule-syncs", triggers: [cron("* * * * *")], concurrency: 1, retries: 2 },
    async ({ step }) => {
      const due = await step.run("list due flows", () => listDueFlows(clock.now(), flowsAtOnce));
      if (due.length === 0) return { requested: 0 };
      await step.sendEvent(
        "request syncs",
        due.map(({ tenantId, connectionId, flow, isSweep, dueAt }) =>
          syncEvent(
            flow,
            { tenantId, connectionId, kind: isSweep ? "sweep" : "poll" },
            `${connectionId}:${flow}:${dueAt}`,
          ),
        ),
      );
      return { requested: due.length };
    },
  );
}
