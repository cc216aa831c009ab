import { and, eq } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireNoTransaction, transact } from "@/server/access/context";
import type { AcornClient } from "@/server/acorn/client";
import { type ConnectionAcorn, recorded } from "@/server/modules/connections/acorn-for-connection";
import type { AcornSettings } from "@/server/modules/connections/acorn-settings";
import { AppError } from "@/server/platform/errors";
import { moveSubmission, moveWithin, type Submission } from "./move-submission";
import { openAccount } from "./open-account";
import { nextCheckAt } from "./rules";
import { pauseMs, readSendError } from "./send-rules";
import type { SubmissionKind } from "./submission-kind";

type With = { kind: SubmissionKind; settings?: AcornSettings | undefined };

/** longer than any call may take: when it has passed, whoever was sending is gone */
const leaseMs = 120_000;

/**
 * Sends a queued document once. The intent is committed before the first byte leaves; whoever dies afterwards leaves a
 * document that `advanceSubmission` finds unknown. What could not be sent at all waits and goes again. Nothing leaves an
 * account that is in shadow mode again.
 */
export async function transmitSubmission(
  ctx: Ctx,
  queued: Submission,
  { kind, settings }: With,
): Promise<void> {
  requireNoTransaction();
  const acorn = await openAcorn(ctx, queued, { kind, settings });
  if (!acorn) return;
  const leaseEnd = new Date(ctx.clock.now().getTime() + leaseMs);
  const sending = await transact(ctx, async (tx) => {
    if (!(await isLive(tx, queued))) {
      await moveWithin(tx, ctx, kind, queued, keptBack(queued), { reason: "shadow-mode" });
      return null;
    }
    const attempt = queued.attempt + 1;
    return moveWithin(tx, ctx, kind, queued, { state: "sending", attempt, nextAt: leaseEnd });
  });
  if (!sending) return;
  // frozen in between for longer than that: somebody else has taken it for lost, and looks at Amazon
  if (ctx.clock.now() >= leaseEnd) return;
  await recorded(ctx, acorn, ({ client }) => send(ctx, sending, { kind, client }));
}

/** Whether documents of its account leave; it stays so until the caller's transaction ends. */
async function isLive(tx: Tx, { tenantId, connectionId }: Submission): Promise<boolean> {
  const [account] = await tx
    .select({ mode: connection.mode })
    .from(connection)
    .where(and(eq(connection.tenantId, tenantId), eq(connection.id, connectionId)))
    .for("share");
  return account?.mode === "live";
}

/** Back in shadow mode nothing leaves: what never left is taken back, of what may have arrived a person decides. */
const keptBack = ({ attempt }: Submission) =>
  ({ state: attempt === 0 ? "withdrawn" : "unknown", nextAt: null }) as const;

/**
 * A connection that waits for its consent holds the document back; nothing is lost, nothing is tried. With a removed one
 * it is withdrawn: whoever connects the account again does not find it leave.
 */
async function openAcorn(
  ctx: Ctx,
  queued: Submission,
  { kind, settings }: With,
): Promise<ConnectionAcorn | null> {
  try {
    const acorn = await openAccount(ctx, queued.connectionId, settings);
    const gone = { state: "withdrawn", nextAt: null } as const;
    if (!acorn) await moveSubmission(ctx, kind, queued, gone, { reason: "account-removed" });
    return acorn;
  } catch (error) {
    if (!(error instanceof AppError) || !["ACORN_AUTH", "PRECONDITION"].includes(error.code)) throw error;
    const nextAt = new Date(ctx.clock.now().getTime() + pauseMs(queued.attempt + 1, undefined));
    await moveSubmission(ctx, kind, queued, { nextAt });
    return null;
  }
}

async function send(
  ctx: Ctx,
  sending: Submission,
  { kind, client }: { kind: SubmissionKind; client: AcornClient },
): Promise<void> {
  try {
    const { transactionId, requestId } = await kind.send(client, sending.body);
    const sentAt = ctx.clock.now();
    const facts = { transactionId, requestId };
    await moveSubmission(
      ctx,
      kind,
      sending,
      {
        ...{ state: "sent", sentAt, transactionId, acornRequestId: requestId },
        nextAt: nextCheckAt(sentAt, sentAt),
      },
      facts,
    );
  } catch (error) {
    await endFailed(ctx, kind, sending, error);
  }
}

async function endFailed(ctx: Ctx, kind: SubmissionKind, sending: Submission, error: unknown): Promise<void> {
  const state = readSendError(error);
  const known = error instanceof AppError ? error : null;
  const at = ctx.clock.now();
  const wait = pauseMs(sending.attempt, known?.retryAfterMs);
  await moveSubmission(
    ctx,
    kind,
    sending,
    {
      state,
      acornRequestId: known?.acornRequestId ?? null,
      reasons: [...(known?.reasons ?? [])],
      nextAt: state === "refused" ? null : new Date(at.getTime() + (state === "unknown" ? 0 : wait)),
      ...(state === "unknown" ? { sentAt: at } : {}),
    },
    { code: known?.code ?? "INTERNAL", reason: known?.reason, requestId: known?.acornRequestId },
  );
  // what we do not understand is our fault: the document is safe, and the fault must be seen
  if (!known) throw error;
}
