import { connectDatabase } from "@/db/client";
import { listDueSubmissions } from "@/db/scheduler-door";
import { standingClock } from "@/server/access/testing/test-context";
import type { AcornClient } from "@/server/acorn/client";
import { settingsOf } from "@/server/modules/connections/testing/connected-tenant";
import { advanceSubmission } from "@/server/modules/submissions/advance-submission";
import type { SubmissionKind } from "@/server/modules/submissions/submission-kind";
import { createLogger } from "@/server/platform/log";
import { acknowledgementRoad } from "../acknowledgement-road";

// Advances what is due at one instant, and dies at a random place. Started by crash.test.ts as a process.
const { APP_DATABASE = "", AUTH_DATABASE = "", SCHEDULER_DATABASE = "" } = process.env;
const { SIMULATOR = "", AT = "", SHARE = "0" } = process.env;

const share = Number(SHARE);
const clock = standingClock(AT);
const log = createLogger("crash", "silent");
const die = () => process.kill(process.pid, "SIGKILL");
const maybeDie = () => {
  if (Math.random() < share) die();
};

/** The road's own kind, with a death before, within and after each call to Amazon. */
const deadly: SubmissionKind = {
  ...acknowledgementRoad,
  send: async (client: AcornClient, body: Uint8Array) => {
    maybeDie();
    // somewhere between the first byte out and the answer
    const within = Math.random() < share ? setTimeout(die, Math.random() * 8) : undefined;
    const taken = await acknowledgementRoad.send(client, body);
    clearTimeout(within);
    maybeDie();
    return taken;
  },
  readBack: async (...given) => {
    maybeDie();
    const seen = await acknowledgementRoad.readBack?.(...given);
    maybeDie();
    if (!seen) throw new Error("an acknowledgement can be read back");
    return seen;
  },
};

connectDatabase({ app: APP_DATABASE, auth: AUTH_DATABASE, scheduler: SCHEDULER_DATABASE });
const road = { kinds: [deadly], settings: settingsOf(SIMULATOR) };
for (let due = await listDueSubmissions(clock.now(), 4); due.length > 0; ) {
  const works = due.map(({ tenantId, submissionId }) => {
    const actor = { kind: "job" as const, name: "crash" };
    return advanceSubmission({ tenantId, actor, clock, log, requestId: "crash" }, submissionId, road);
  });
  await Promise.all(works);
  // between two documents
  maybeDie();
  due = await listDueSubmissions(clock.now(), 4);
}
process.exit(0);
