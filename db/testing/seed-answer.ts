import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { order, orderLine } from "@/db/schema/orders";
import { submission, submissionEvent } from "@/db/schema/submissions";
import { inTenant } from "@/db/tenant";
import { type Id, newId } from "@/server/platform/ids";

type Seeded = "mismatch" | "refused" | "unknown" | "presumed_accepted";

/** An answer that accepted a whole PO and came to this; nothing more happens to it by itself. A repeat changes nothing. */
export async function seedAnswer(tenantId: Id<"tenant">, orderId: Id<"order">, state: Seeded): Promise<void> {
  const at = new Date();
  const id = newId("submission");
  await inTenant(tenantId, async (tx) => {
    const here = and(eq(order.tenantId, tenantId), eq(order.id, orderId));
    const [po] = await tx.select().from(order).where(here);
    if (!po) throw new Error("no such order");
    if (po.answer === state) return;
    const lines = await tx
      .select()
      .from(orderLine)
      .where(and(eq(orderLine.tenantId, tenantId), eq(orderLine.orderId, orderId)));
    const body = Buffer.from(JSON.stringify({ acknowledgements: [] }));
    const common = { tenantId, connectionId: po.connectionId, state, attempt: 1 };
    await tx.insert(submission).values({
      ...common,
      ...{ id, kind: "acknowledgement", subjectKind: "order", subjectId: orderId, naturalKey: po.number },
      ...{ subjectVersion: po.version, isShadow: false, createdBy: "Mara Osei", createdAt: at, sentAt: at },
      ...{ body, bodyHash: createHash("sha256").update(body).digest() },
      ...{ transactionId: crypto.randomUUID(), acornRequestId: crypto.randomUUID() },
      caseDueAt: state === "presumed_accepted" ? at : null,
      reasons: state === "refused" ? [{ code: "INVALID_QUANTITY", message: "Quantity of item 1" }] : [],
      document: { number: po.number, lines: lines.map(acceptedWhole) },
      evidence: { lookedAt: at.toISOString(), lines: lines.map((line) => seen(line, state)) },
    });
    await tx.insert(submissionEvent).values({
      ...common,
      ...{ submissionId: id, step: 1, at, actor: "Mara Osei", facts: {} },
    });
    await tx.update(order).set({ answer: state }).where(here);
  });
}

type Line = typeof orderLine.$inferSelect;

const acceptedWhole = ({ sequence, orderedUnits, netCost, currency }: Line) => ({
  ...{ sequence, unitSize: 1 },
  netCost: netCost === null ? null : { amount: netCost, currency: currency ?? "USD" },
  parts: [{ answer: "accepted", amount: orderedUnits, shipAt: null, deliverAt: null, reason: null }],
});

/** One unit less is shown than was sent, and that one rejected. */
function seen({ sequence, orderedUnits: accepted }: Line, state: Seeded) {
  const sent = { accepted, rejected: 0, backordered: 0 };
  return state === "mismatch"
    ? { sequence, kind: "mismatch", sent, shown: { accepted: accepted - 1, rejected: 1, backordered: 0 } }
    : { sequence, kind: "not-yet", sent, shown: { accepted: null, rejected: null, backordered: null } };
}
