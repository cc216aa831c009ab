import { and, eq } from "drizzle-orm";
import { order } from "@/db/schema/orders";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { type AcknowledgedPart, writeAcknowledgement } from "@/server/acorn/write-acknowledgement";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { lockOrders } from "@/server/modules/orders/store-orders";
import { type Queued, queueSubmission } from "@/server/modules/submissions/queue-submission";
import { AppError, invalid, invariant, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { writeDocument } from "./answer-document";
import { followAnswer } from "./follow-answer";
import type { AnswerInput } from "./input";
import { acknowledgementKind, type LoadedOrder, loadOrderToAnswer } from "./load-order";
import { judgeAnswer, type LineAnswer, linesToSend, type Part } from "./rules";
import { eachesOfUnit } from "./unit-rules";

/**
 * Answers one PO: judged, frozen and queued in one transaction, with the lines that Amazon must be told. INVALID with
 * every fault at once; CONFLICT when Amazon changed the PO since that version, or an answer is on its way;
 * PRECONDITION when nothing differs from what stands.
 */
export async function answerOrder(ctx: Ctx, input: AnswerInput & { order: Id<"order"> }): Promise<Queued> {
  requireAction(ctx, "order.acknowledge");
  return transact(ctx, async (tx) => {
    // a reading of this account waits until the answer is frozen, and the answer sees what the reading stored
    await lockOrders(tx, { tenantId: ctx.tenantId, connectionId: await findAccount(tx, ctx, input.order) });
    const loaded = await loadOrderToAnswer(tx, ctx, input.order);
    if (loaded.row.version !== input.version)
      throw new AppError("CONFLICT", "order changed", { reason: "order-version" });
    const violations = judgeAnswer(loaded, input.lines, ctx.clock.now());
    if (violations.length > 0) throw invalid(violations);
    const lines = linesToSend(loaded, input.lines);
    if (lines.length === 0) throw new AppError("PRECONDITION", "nothing differs", { reason: "nothing-new" });
    const { row } = loaded;
    const queued = await queueSubmission(tx, ctx, {
      kind: acknowledgementKind,
      connectionId: row.connectionId,
      subject: { kind: "order", id: row.id, version: row.version },
      naturalKey: row.number,
      body: freeze(loaded, lines, ctx.clock.now()),
      document: writeDocument({
        number: row.number,
        lines: lines.map((line) => ({ ...line, unitSize: sizeOf(loaded, line) })),
      }),
    });
    await followAnswer(tx, ctx, row.id);
    await recordAudit(tx, ctx, {
      action: "order.acknowledge",
      subjectKind: "order",
      subjectId: row.id,
      after: { submission: queued.id, number: row.number, lines: lines.length, shadow: queued.isShadow },
    });
    return queued;
  });
}

async function findAccount(tx: Tx, ctx: Ctx, id: Id<"order">): Promise<Id<"connection">> {
  const [row] = await tx
    .select({ connectionId: order.connectionId })
    .from(order)
    .where(and(eq(order.tenantId, ctx.tenantId), eq(order.id, id)));
  if (!row) throw notFound("order");
  return row.connectionId;
}

function sizeOf({ rows }: LoadedOrder, { sequence }: LineAnswer): number {
  const line = rows.get(sequence);
  invariant(line, "a judged line has a place");
  return eachesOfUnit(line);
}

/** The exact bytes that leave. */
function freeze({ row, rows }: LoadedOrder, lines: readonly LineAnswer[], at: Date): Buffer {
  if (row.vendorCode === null)
    throw new AppError("PRECONDITION", "no vendor code", { reason: "vendor-code-missing" });
  return writeAcknowledgement({
    number: row.number,
    vendorCode: row.vendorCode,
    at,
    lines: lines.map((answer) => {
      const line = rows.get(answer.sequence);
      invariant(line && answer.netCost, "a judged line has a place and a cost");
      const { asin, vendorSku, orderedAmount, unitSize, unit } = line;
      if (unit !== "case" && unit !== "each")
        throw new AppError("PRECONDITION", "unknown unit", { reason: "unit-unknown" });
      return {
        ...{ sequence: answer.sequence, asin, vendorSku, netCost: answer.netCost },
        // books alone carry it, and which items are books is not known yet
        listPrice: null,
        ordered: { amount: orderedAmount, unit, unitSize },
        parts: answer.parts.map(toWire),
      };
    }),
  });
}

function toWire({ reason, ...part }: Part): AcknowledgedPart {
  if (part.answer !== "rejected") return { ...part, answer: part.answer };
  invariant(reason, "a judged rejection has its reason");
  return { ...part, answer: part.answer, reason };
}
