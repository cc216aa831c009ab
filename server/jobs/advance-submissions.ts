import { cron, RetryAfterError } from "inngest";
import { listDueSubmissions } from "@/db/scheduler-door";
import { documentRoad } from "@/server/modules/document-kinds";
import { advanceSubmission as advance } from "@/server/modules/submissions/advance-submission";
import { roadActor } from "@/server/modules/submissions/record-event";
import { asId } from "@/server/platform/ids";
import type { JobsClient } from "./client";
import { jobEvent, submissionDue } from "./events";
import { inStep } from "./map-error";
import type { JobDeps } from "./registry";

const dueAtOnce = 5000;
/** what is due so soon is waited for: seconds to undo, or the minute to the first look, must not become two */
const soonMs = 60_000;
const waitsAtMost = 3;

/** Every minute: one event for each document at which the road must look, also for those whose event was lost. */
export function sweepSubmissions(client: JobsClient, { clock }: JobDeps) {
  return client.createFunction(
    { id: "sweep-submissions", triggers: [cron("* * * * *")], concurrency: 1, retries: 2 },
    async ({ step }) => {
      const due = await step.run("list due documents", () => listDueSubmissions(clock.now(), dueAtOnce));
      if (due.length === 0) return { due: 0 };
      await step.sendEvent(
        "advance",
        due.map(({ tenantId, submissionId, dueAt }) =>
          jobEvent("oakline/submission.due", { tenantId, submissionId }, `${submissionId}:${dueAt}`),
        ),
      );
      return { due: due.length };
    },
  );
}

/** One step of one document. The row says what is due, so an event too many does nothing. */
export function advanceSubmission(client: JobsClient, { clock, log }: JobDeps) {
  return client.createFunction(
    {
      id: "advance-submission",
      triggers: [submissionDue],
      concurrency: { key: "event.data.submissionId", limit: 1 },
      retries: 4,
    },
    async ({ event, step, runId, attempt }) => {
      const tenantId = asId<"tenant">(event.data.tenantId);
      const submissionId = asId<"submission">(event.data.submissionId);
      const requestId = `job-${runId}`;
      const ctx = {
        ...{ tenantId, clock, requestId },
        actor: roadActor,
        log: log.child({ tenantId, requestId, job: "advance-submission" }),
      };
      await step.run("advance", async () => {
        const { nextAt } = await inStep(() => advance(ctx, submissionId, documentRoad));
        if (!nextAt || attempt >= waitsAtMost) return;
        const waitMs = nextAt.getTime() - clock.now().getTime();
        if (waitMs <= soonMs) throw new RetryAfterError("due soon", Math.max(0, waitMs));
      });
    },
  );
}
