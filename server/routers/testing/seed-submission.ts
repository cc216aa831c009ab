import { eq } from "drizzle-orm";
import { submission, submissionEvent } from "@/db/schema/submissions";
import { inTenant } from "@/db/tenant";
import type { SubmissionState } from "@/db/words";
import { writeDocument } from "@/server/modules/acknowledgements/answer-document";
import { sha256 } from "@/server/platform/crypto";
import { type Id, newId } from "@/server/platform/ids";
import type { TwoTenants } from "./two-tenants";

type Of = { tenantId: Id<"tenant">; connectionId: Id<"connection">; orderId: Id<"order"> };

/** An answer to the tenant's PO that waits for its seconds to undo; `mark` stands in its bytes and texts. */
export async function seedSubmission(of: Of, mark: string): Promise<Id<"submission">> {
  const { tenantId, connectionId } = of;
  const id = newId("submission");
  const body = Buffer.from(`{"${mark}":1}`);
  const createdAt = new Date("2026-11-16T10:00:00Z");
  await inTenant(tenantId, async (tx) => {
    await tx.insert(submission).values({
      ...{ tenantId, id, connectionId, kind: "acknowledgement", naturalKey: `PO${mark}` },
      ...{ subjectKind: "order", subjectId: of.orderId, subjectVersion: 2, state: "queued", isShadow: false },
      ...{ body, bodyHash: sha256(body), document: writeDocument({ number: mark, lines: [] }) },
      ...{ reasons: [{ code: mark, message: mark }], createdBy: mark, createdAt },
    });
    const event = { step: 1, at: createdAt, state: "queued", attempt: 0, actor: mark, facts: {} } as const;
    await tx.insert(submissionEvent).values({ tenantId, submissionId: id, connectionId, ...event });
  });
  return id;
}

/** The own tenant's answer again as it was, or as one whose fate is unclear. */
export const restoreSubmission =
  (state: SubmissionState = "queued") =>
  ({ own }: TwoTenants): Promise<void> =>
    inTenant(own.tenantId, async (tx) => {
      const back = { state, attempt: 0, closedAt: null, nextAt: null };
      await tx.update(submission).set(back).where(eq(submission.id, own.submissionId));
    });
