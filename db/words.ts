/** Where a PO stands for its vendor; the words of the column, and of filters in a browser. */
export const orderStatuses = [
  "to-confirm",
  "answered",
  "confirmed",
  "changed",
  "closed",
  "cancelled",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Whether Amazon shows an answer to a PO: until then the units it states are 0 and mean nothing. */
export const isAnswerShown = (status: OrderStatus): boolean =>
  status !== "to-confirm" && status !== "answered";

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
