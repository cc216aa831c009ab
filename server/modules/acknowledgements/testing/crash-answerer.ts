import { connectDatabase } from "@/db/client";
import { type Ctx, transact } from "@/server/access/context";
import { standingClock } from "@/server/access/testing/test-context";
import type { Id } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";
import { answerOrder } from "../answer-order";
import type { AnswerInput } from "../input";
import type { AnswerStep } from "./crash-steps";

/** What a person asked for, and where the process that takes it dies. */
export type AnswerTask = {
  ctx: Pick<Ctx, "tenantId" | "actor" | "factor">;
  input: AnswerInput & { order: Id<"order"> };
  at: string;
  step: AnswerStep;
};

const { APP_DATABASE = "", AUTH_DATABASE = "", SCHEDULER_DATABASE = "" } = process.env;
const die = () => process.kill(process.pid, "SIGKILL");

async function answer({ ctx: who, input, at, step }: AnswerTask): Promise<void> {
  const ctx = { ...who, clock: standingClock(at), log: createLogger("crash", "silent"), requestId: "crash" };
  if (step === "before-transaction") die();
  await transact(ctx, async () => {
    await answerOrder(ctx, input);
    if (step === "not-committed") die();
  });
  die();
}

connectDatabase({ app: APP_DATABASE, auth: AUTH_DATABASE, scheduler: SCHEDULER_DATABASE });
process.once("message", (task: AnswerTask) => {
  answer(task).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
process.on("disconnect", () => process.exit(0));
