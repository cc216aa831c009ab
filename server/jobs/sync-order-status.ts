import { syncFlow } from "./sync-flow";

/** What Amazon shows as confirmed and received of the orders we have. */
export const syncOrderStatus = syncFlow("order-status");
