import { and, desc, eq, inArray } from "drizzle-orm";
import { order, orderLine } from "@/db/schema/orders";
import { submission } from "@/db/schema/submissions";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { getConnection } from "@/server/modules/connections/get-connection";
import type { Id } from "@/server/platform/ids";
import { readDocument } from "./answer-document";
import { compareAnswer, type LineVerdict, toEaches } from "./compare-rules";
import { acknowledgementKind } from "./load-order";

/** so many of the newest are compared */
const shadowLimit = 500;

export type ShadowRow = {
  submission: Id<"submission">;
  order: Id<"order">;
  number: string;
  preparedAt: Date;
  preparedBy: string;
  /** waiting: nobody has answered it at Amazon yet */
  verdict: "same" | "different" | "waiting";
  /** of the lines that differ */
  lines: (LineVerdict & { sku: string | null; asin: string | null })[];
};
/** `total`: of all POs prepared; there are fewer rows when it is above the limit */
export type ShadowReport = { rows: ShadowRow[]; total: number };

/**
 * What a connection in shadow mode would have answered, against what Amazon shows after somebody answered in Vendor
 * Central; the last answer prepared for each PO, newest first. Accepted and rejected eaches are compared, line by line.
 */
export async function shadowReport(
  ctx: Ctx,
  connectionId: Id<"connection">,
  limit = shadowLimit,
): Promise<ShadowReport> {
  requireAction(ctx, "submission.view");
  return transact(ctx, async (tx) => {
    await getConnection(tx, ctx, connectionId);
    const last = tx
      .selectDistinctOn([submission.subjectId], { id: submission.id })
      .from(submission)
      .where(
        and(
          eq(submission.tenantId, ctx.tenantId),
          eq(submission.connectionId, connectionId),
          eq(submission.kind, acknowledgementKind),
          eq(submission.isShadow, true),
          eq(submission.state, "draft"),
        ),
      )
      .orderBy(submission.subjectId, desc(submission.id))
      .as("last");
    const newest = await tx
      .select({
        submission: submission.id,
        document: submission.document,
        preparedAt: submission.createdAt,
        preparedBy: submission.createdBy,
        order: order.id,
        number: order.number,
      })
      .from(last)
      .innerJoin(submission, and(eq(submission.tenantId, ctx.tenantId), eq(submission.id, last.id)))
      .innerJoin(order, and(eq(order.tenantId, ctx.tenantId), eq(order.id, submission.subjectId)))
      .orderBy(desc(submission.id))
      .limit(limit);
    const total = await tx.$count(last);
    const lines = await tx
      .select()
      .from(orderLine)
      .where(
        and(
          eq(orderLine.tenantId, ctx.tenantId),
          inArray(
            orderLine.orderId,
            newest.map((draft) => draft.order),
          ),
        ),
      );
    const linesOf = Map.groupBy(lines, (line) => line.orderId);
    const rows = newest.map(({ document, ...draft }) => {
      const shown = linesOf.get(draft.order) ?? [];
      const verdict = compareAnswer(toEaches(readDocument(document).lines), shown.map(toShown));
      return {
        ...draft,
        verdict: words[verdict.kind],
        lines: verdict.lines.filter((line) => line.kind === "mismatch").map((line) => named(line, shown)),
      };
    });
    return { rows, total };
  });
}

const words = { verified: "same", mismatch: "different", "not-yet": "waiting" } as const;

type Line = typeof orderLine.$inferSelect;

function named(verdict: LineVerdict, lines: readonly Line[]) {
  const line = lines.find((one) => one.sequence === verdict.sequence);
  return { ...verdict, sku: line?.vendorSku ?? null, asin: line?.asin ?? null };
}

const toShown = (line: Line) => ({
  sequence: line.sequence,
  confirmation: line.confirmation,
  accepted: line.acceptedUnits,
  rejected: line.rejectedUnits,
});
