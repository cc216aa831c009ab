import { cron } from "inngest";
import { listDueMail } from "@/db/scheduler-door";
import { sendQueuedMail } from "@/server/emails/send-queued-mail";
import type { JobsClient } from "./client";
import { forEachTenant } from "./for-each-tenant";
import type { JobDeps } from "./registry";

const mailsAtOnce = 200;

/** Every minute: the outbox. A mail that cannot be sent waits for its next attempt and holds up none of the others. */
export function sendMail(client: JobsClient, { clock, log }: JobDeps) {
  return client.createFunction(
    { id: "send-mail", triggers: [cron("* * * * *")], concurrency: 1, retries: 2 },
    async ({ step, runId }) => {
      const due = await step.run("list due mail", () => listDueMail(clock.now(), mailsAtOnce));
      const actor = { kind: "job" as const, name: "send-mail" };
      const tenantIds = [...new Set(due.map(({ tenantId }) => tenantId))];
      await forEachTenant(tenantIds, log, async (tenantId) => {
        const ctx = { tenantId, actor, clock, log, requestId: `job-${runId}` };
        for (const { mailId } of due.filter((one) => one.tenantId === tenantId)) {
          await step.run(`mail ${mailId}`, () => sendQueuedMail(ctx, mailId));
        }
      });
    },
  );
}
