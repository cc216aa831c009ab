/** Where a PO stands for its vendor; the words of the column, and of filters in a browser. */
export const orderStatuses = ["to-confirm", "confirmed", "changed", "closed", "cancelled"] as const;
export type OrderStatus = (typeof orderStatuses)[number];
