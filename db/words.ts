/** Where a PO stands for its vendor; the words of the column, and of filters in a browser. */
export const orderStatuses = ["to-confirm", "confirmed", "changed", "closed", "cancelled"] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** One list for code, column and screen (PRODUCT.md, "Honest status"). */
export const submissionStates = [
  "draft",
  "awaiting_approval",
  "queued",
  "sending",
  "sent",
  "presumed_accepted",
  "verified",
  "mismatch",
  "refused",
  "unknown",
  "withdrawn",
] as const;
export type SubmissionState = (typeof submissionStates)[number];
