import { and, asc, eq, inArray } from "drizzle-orm";
import { order, orderLine } from "@/db/schema/orders";
import { submission } from "@/db/schema/submissions";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { type AnswerDocument, readDocument } from "./answer-document";
import type { LineAnswer, OrderedLine, OrderToAnswer } from "./rules";
import { eachesOfUnit } from "./unit-rules";

export const acknowledgementKind = "acknowledgement";
type Line = typeof orderLine.$inferSelect;
type Order = typeof order.$inferSelect;

export type LoadedOrder = OrderToAnswer & {
  row: Order;
  rows: ReadonlyMap<string, Line>;
};

/** A PO as the rules see it: what is open, and what was answered by us or by somebody else. NOT_FOUND when foreign. */
export async function loadOrderToAnswer(tx: Tx, ctx: Ctx, id: Id<"order">): Promise<LoadedOrder> {
  const [row] = await tx
    .select()
    .from(order)
    .where(and(eq(order.tenantId, ctx.tenantId), eq(order.id, id)));
  if (!row) throw notFound("order");
  const rows = await tx
    .select()
    .from(orderLine)
    .where(and(eq(orderLine.tenantId, ctx.tenantId), eq(orderLine.orderId, id)))
    .orderBy(asc(orderLine.position));
  const ours = await loadStanding(tx, ctx, id);
  return {
    row,
    rows: new Map(rows.map((line) => [line.sequence, line])),
    orderedAt: row.orderedAt,
    isClosed: row.status === "closed" || row.status === "cancelled",
    lines: rows.map((line) => toOrdered(line, ours.get(line.sequence) ?? null)),
  };
}

/** The answers to a PO among all documents. */
export function answersTo({ tenantId }: Ctx, orderId: string) {
  return and(
    eq(submission.tenantId, tenantId),
    eq(submission.kind, acknowledgementKind),
    eq(submission.subjectKind, "order"),
    eq(submission.subjectId, orderId),
  );
}

type SentLine = AnswerDocument["lines"][number];

/** Our last answer to each line that Amazon has taken in and not refused. */
export async function loadStanding(tx: Tx, ctx: Ctx, id: string): Promise<Map<string, SentLine>> {
  const sent = await tx
    .select({ document: submission.document })
    .from(submission)
    .where(
      and(
        answersTo(ctx, id),
        inArray(submission.state, ["sent", "presumed_accepted", "verified", "mismatch"]),
      ),
    )
    .orderBy(asc(submission.id));
  const answers = sent.flatMap(({ document }) => readDocument(document).lines);
  return new Map(answers.map((answer) => [answer.sequence, answer]));
}

function toOrdered(line: Line, sent: SentLine | null): OrderedLine {
  const ours = sent && withoutSize(sent);
  const { netCost, currency } = line;
  const cost = netCost !== null && currency !== null ? { amount: netCost, currency } : null;
  return {
    sequence: line.sequence,
    amount: line.orderedAmount,
    unit: line.unit,
    unitSize: line.unitSize,
    isCancelled: line.isCancelled,
    isBackorderAllowed: line.isBackorderAllowed,
    netCost: cost,
    standing: ours ?? readElsewhere(line, cost),
  };
}

function withoutSize({ unitSize: _, ...answer }: SentLine): LineAnswer {
  return answer;
}

/** Answered in Vendor Central: Amazon shows the figures, not the dates. */
function readElsewhere(line: Line, netCost: OrderedLine["netCost"]): LineAnswer | null {
  if (line.confirmation === null || line.confirmation === "unconfirmed") return null;
  if (line.acceptedUnits === null || line.rejectedUnits === null) return null;
  const size = eachesOfUnit(line);
  const accepted = line.acceptedUnits / size;
  const rejected = line.rejectedUnits / size;
  const amounts = { accepted, rejected, backordered: line.orderedAmount - accepted - rejected };
  const parts = (["accepted", "backordered", "rejected"] as const)
    .filter((answer) => amounts[answer] > 0)
    .map((answer) => ({ answer, amount: amounts[answer], shipAt: null, deliverAt: null, reason: null }));
  return { sequence: line.sequence, netCost, parts };
}
