import { foreignKey, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { idColumn, instant, oneOf, tenantTable, word } from "./columns";

export const reviewDecisions = ["keep", "revoke"] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];

/** A quarter's question to a tenant: should each of these still have access? */
export const accessReview = tenantTable(
  "access_review",
  {
    id: idColumn("id", "accessReview").notNull(),
    /** "2026-Q4" */
    quarter: text("quarter").notNull(),
    openedAt: instant("opened_at").notNull(),
    dueAt: instant("due_at").notNull(),
    closedAt: instant("closed_at"),
    closedByName: text("closed_by_name"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("access_review_quarter").on(t.tenantId, t.quarter),
  ],
);

/** One place that a review asks about, as it was when the review was opened. */
export const accessReviewItem = tenantTable(
  "access_review_item",
  {
    id: idColumn("id", "reviewItem").notNull(),
    reviewId: idColumn("review_id", "accessReview").notNull(),
    subjectKind: word<"member" | "grant">("subject_kind").notNull(),
    subjectId: uuid("subject_id").notNull(),
    name: text("name").notNull(),
    detail: text("detail").notNull(),
    role: text("role").notNull(),
    lastSeenAt: instant("last_seen_at"),
    decision: word<ReviewDecision>("decision"),
    decidedByName: text("decided_by_name"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("access_review_subject").on(t.tenantId, t.reviewId, t.subjectKind, t.subjectId),
    foreignKey({
      columns: [t.tenantId, t.reviewId],
      foreignColumns: [accessReview.tenantId, accessReview.id],
    }),
    oneOf("access_review_subject_kind", t.subjectKind, ["member", "grant"]),
    oneOf("access_review_decision", t.decision, reviewDecisions),
  ],
);
