import { type Ctx, requireNoTransaction } from "@/server/access/context";
import type { AcornClient } from "@/server/acorn/client";
import { recorded } from "@/server/modules/connections/acorn-for-connection";
import type { AcornSettings } from "@/server/modules/connections/acorn-settings";
import { moveSubmission, type Submission } from "./move-submission";
import { openAccount } from "./open-account";
import { judgeSent, needsCase, nextCheckAt, type Seen, settleUnknown } from "./rules";
import type { SubmissionKind } from "./submission-kind";

/** a look that fails is tried again so much later */
const againMs = 300_000;
type With = { kind: SubmissionKind; settings?: AcornSettings | undefined };

/** Asks Amazon about a document that it took in, and moves it by what is known then. */
export async function checkSubmission(ctx: Ctx, taken: Submission, { kind, settings }: With): Promise<void> {
  const held = await hold(ctx, kind, taken);
  if (!held?.sentAt) return;
  const acorn = await openAccount(ctx, held.connectionId, settings);
  // without its account only time goes on
  const looked = acorn && (await recorded(ctx, acorn, ({ client }) => look(ctx, held, { kind, client })));
  const { transaction = null, readBack = null } = looked ?? {};
  const known = ["processing", "succeeded", "failed"] as const;
  const seen: Seen = {
    transaction: known.find((state) => state === transaction?.state) ?? null,
    readBack: readBack?.kind ?? null,
  };
  const now = ctx.clock.now();
  const waiting = { state: held.state, sentAt: held.sentAt };
  const state = judgeSent(waiting, seen, now);
  const isOver = state === "verified" || state === "refused";
  const reasons = transaction?.state === "failed" ? transaction.errors : held.reasons;
  await moveSubmission(
    ctx,
    kind,
    held,
    {
      state,
      reasons: reasons.map(({ code, message }) => ({ code, message })),
      evidence: readBack?.evidence ?? held.evidence,
      nextAt: isOver ? null : nextCheckAt(held.sentAt, now),
      caseDueAt: held.caseDueAt ?? (needsCase({ ...waiting, state }, seen, now) ? now : null),
    },
    { transaction: transaction?.state, requestId: transaction?.requestId, readBack: readBack?.kind },
  );
}

async function look(
  ctx: Ctx,
  held: Submission,
  { kind, client }: { kind: SubmissionKind; client: AcornClient },
) {
  return {
    transaction: held.transactionId === null ? null : await client.getTransaction(held.transactionId),
    readBack: kind.readBack ? await kind.readBack(ctx, client, held) : null,
  };
}

/**
 * Settles a document of which nobody knows whether it arrived, by the rule of its kind: look first, then repeat. Where no
 * look can be had, by rule or because the account has been removed, it waits for a person.
 */
export async function settleSubmission(
  ctx: Ctx,
  unclear: Submission,
  { kind, settings }: With,
): Promise<void> {
  const held = await hold(ctx, kind, unclear);
  if (!held?.sentAt) return;
  const since = held.sentAt;
  const { readBack, unknownRule: rule } = kind;
  const canLook = readBack && rule.kind === "look-then-repeat";
  const acorn = canLook ? await openAccount(ctx, held.connectionId, settings) : null;
  if (!canLook || !acorn) {
    await moveSubmission(ctx, kind, held, { nextAt: null });
    return;
  }
  const found = await recorded(ctx, acorn, ({ client }) => readBack(ctx, client, held));
  const now = ctx.clock.now();
  const step = settleUnknown(rule.lookAfterMs, { since, looked: found.kind }, now);
  const facts = { readBack: found.kind };
  const { evidence } = found;
  if (step.kind === "settle") {
    const nextAt = step.state === "mismatch" ? nextCheckAt(since, now) : null;
    await moveSubmission(ctx, kind, held, { state: step.state, evidence, nextAt }, facts);
  } else if (step.kind === "repeat") {
    await moveSubmission(
      ctx,
      kind,
      held,
      { state: "queued", evidence, nextAt: now },
      { ...facts, repeats: true },
    );
  } else {
    const lookAt = new Date(since.getTime() + rule.lookAfterMs);
    await moveSubmission(ctx, kind, held, { evidence, nextAt: lookAt }, facts);
  }
}

/** Takes the look for itself for a while: a second one, or one after a crash, comes later. */
function hold(ctx: Ctx, kind: SubmissionKind, found: Submission): Promise<Submission | null> {
  requireNoTransaction();
  return moveSubmission(ctx, kind, found, { nextAt: new Date(ctx.clock.now().getTime() + againMs) });
}
