import { type Ctx, transact } from "@/server/access/context";
import type { AcornClient } from "@/server/acorn/client";
import type { AcornOrderStatus } from "@/server/acorn/order-types";
import { lockOrders } from "@/server/modules/orders/store-orders";
import { storeStatuses } from "@/server/modules/orders/store-statuses";
import type { ReadBack, Sent, SubmissionKind } from "@/server/modules/submissions/submission-kind";
import { findSource } from "@/server/modules/syncs/find-source";
import { asId } from "@/server/platform/ids";
import { readDocument } from "./answer-document";
import { compareAnswer, notCheckable, toEaches } from "./compare-rules";
import { followAnswer } from "./follow-answer";
import { acknowledgementKind, loadStanding } from "./load-order";

/** Amazon's own time to show an answer; the simulator's slowest is two minutes, nobody has measured Amazon's [U]. */
const lookAfterMs = 600_000;

/** An answer to a PO on the road: Amazon shows it in the status of the PO, and the same one again only replaces itself. */
export const acknowledgementRoad: SubmissionKind = {
  name: acknowledgementKind,
  unknownRule: { kind: "look-then-repeat", lookAfterMs },
  send: (client, body) => client.submitAcknowledgement(body),
  lock: (tx, ctx, { connectionId }) => lockOrders(tx, { tenantId: ctx.tenantId, connectionId }),
  moved: (tx, ctx, { subjectId }) => followAnswer(tx, ctx, asId<"order">(subjectId)),
  readBack,
};

/** Reads the status of the PO, stores it like any other reading, and compares it with what was sent, in eaches. */
async function readBack(ctx: Ctx, client: AcornClient, sent: Sent): Promise<ReadBack> {
  const { records } = await client.getPurchaseOrdersStatus({ number: sent.naturalKey });
  const before = await transact(ctx, async (tx) => {
    await storeStatuses(tx, await findSource(tx, ctx, sent.connectionId), records);
    return sent.state === "unknown" ? [...(await loadStanding(tx, ctx, sent.subjectId)).values()] : [];
  });
  const found = records.find(({ value }) => value.number === sent.naturalKey);
  const verdict = compareAnswer(
    toEaches(readDocument(sent.document).lines),
    found ? shownLines(found.value) : [],
    toEaches(before),
  );
  return {
    kind: verdict.kind,
    evidence: {
      lines: verdict.lines,
      notCheckable,
      shownAt: found?.value.updatedAt?.toISOString() ?? null,
      lookedAt: ctx.clock.now().toISOString(),
    },
  };
}

function shownLines(status: AcornOrderStatus) {
  return status.lines.map((line) => ({
    sequence: line.sequence,
    confirmation: line.confirmation,
    accepted: line.acceptedEaches,
    rejected: line.rejectedEaches,
  }));
}
