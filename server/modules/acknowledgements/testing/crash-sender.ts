import { eq } from "drizzle-orm";
import { connectDatabase } from "@/db/client";
import { type DueSubmission, listDueSubmissions } from "@/db/scheduler-door";
import { submission } from "@/db/schema/submissions";
import { inTenant } from "@/db/tenant";
import { standingClock } from "@/server/access/testing/test-context";
import { settingsOf } from "@/server/modules/connections/testing/connected-tenant";
import { advanceSubmission } from "@/server/modules/submissions/advance-submission";
import type { SubmissionKind } from "@/server/modules/submissions/submission-kind";
import { createLogger } from "@/server/platform/log";
import { acknowledgementRoad } from "../acknowledgement-road";
import {
  type Failpoint,
  type LifeOrder,
  type SenderMessage,
  type SenderReport,
  type Step,
  wireSteps,
} from "./crash-steps";

// Advances what is due, one instant after another, as told over the channel; and dies, or stands, where it is told to.
const { APP_DATABASE = "", AUTH_DATABASE = "", SCHEDULER_DATABASE = "", SIMULATOR = "" } = process.env;

const atOnce = 4;
const clock = standingClock(new Date(0));
const log = createLogger("crash", "silent");
let failpoint: Failpoint | null = null;
let passed = 0;
let letGo: (() => void) | null = null;

const report = (message: SenderReport) => process.send?.(message);

async function pass(step: Step): Promise<void> {
  if (failpoint?.step !== step || ++passed !== failpoint.nth) return;
  if (failpoint.action === "kill") process.kill(process.pid, "SIGKILL");
  await new Promise<void>((resolve) => {
    letGo = resolve;
    report({ kind: "held" });
  });
}

/** The road's own kind, with the places at which it can be struck. */
const struck: SubmissionKind = {
  ...acknowledgementRoad,
  send: async (client, body) => {
    await pass("intent-committed");
    const taken = await acknowledgementRoad.send(client, body);
    await pass("answer-not-committed");
    return taken;
  },
  readBack: async (...given) => {
    const seen = await acknowledgementRoad.readBack?.(...given);
    await pass("look-not-committed");
    if (!seen) throw new Error("an acknowledgement can be read back");
    return seen;
  },
};
const blind: SubmissionKind = {
  ...struck,
  unknownRule: { kind: "look-then-repeat", lookAfterMs: 0 },
  readBack: async () => ({ kind: "not-yet", evidence: {} }),
};

async function advance({ tenantId, submissionId }: DueSubmission, isBlind: boolean): Promise<void> {
  if (failpoint?.step === "before-intent") {
    const [row] = await inTenant(tenantId, (tx) =>
      tx.select({ state: submission.state }).from(submission).where(eq(submission.id, submissionId)),
    );
    if (row?.state === "queued") await pass("before-intent");
  }
  const actor = { kind: "job" as const, name: "crash" };
  const ctx = { tenantId, actor, clock, log, requestId: "crash" };
  const road = { kinds: [isBlind ? blind : struck], settings: settingsOf(SIMULATOR) };
  const { state } = await advanceSubmission(ctx, submissionId, road);
  if (state === "sent") await pass("committed-no-event");
}

/** Until nothing is due; the turn after a fault belongs to a later instant, as a job that failed comes back later. */
async function live({ at, only, isBlind, ...order }: LifeOrder): Promise<string[]> {
  clock.set(at);
  failpoint = order.failpoint && !wireSteps.includes(order.failpoint.step) ? order.failpoint : null;
  passed = 0;
  for (;;) {
    const listed = await listDueSubmissions(clock.now(), only ? 1000 : atOnce);
    const due = listed.filter(({ submissionId }) => !only || only.includes(submissionId)).slice(0, atOnce);
    if (due.length === 0) return [];
    const ended = await Promise.allSettled(due.map((one) => advance(one, isBlind)));
    const faults = ended.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
    if (faults.length > 0) return faults;
  }
}

connectDatabase({ app: APP_DATABASE, auth: AUTH_DATABASE, scheduler: SCHEDULER_DATABASE });
process.on("message", (message: SenderMessage) => {
  if (message.kind === "go") letGo?.();
  else
    live(message).then(
      (faults) => report({ kind: "done", faults }),
      // the due list itself could not be read
      (error: unknown) => report({ kind: "done", faults: [String(error)] }),
    );
});
process.on("disconnect", () => process.exit(0));
