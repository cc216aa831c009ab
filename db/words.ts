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

const troubles = ["mismatch", "refused", "unknown"] as const;
/** What a list says of a PO: its status, or that the last answer to it wants a person. */
export type ShownStatus = OrderStatus | (typeof troubles)[number];

/** A change by Amazon, and an end, outrank our answer: they are what the PO is about now. */
export function shownStatus(order: { status: OrderStatus; answer: SubmissionState | null }): ShownStatus {
  if (!["to-confirm", "answered", "confirmed"].includes(order.status)) return order.status;
  return troubles.find((one) => one === order.answer) ?? order.status;
}

/** Whose next act a list names: "confirm" is the first answer, "answer" the look at one that went wrong. */
export function nextAct(
  order: Parameters<typeof shownStatus>[0],
): "to-confirm" | "changed" | "answer" | null {
  const shown = shownStatus(order);
  if (shown === "to-confirm" || shown === "changed") return shown;
  return troubles.some((one) => one === shown) ? "answer" : null;
}
