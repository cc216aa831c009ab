import { syncFlow } from "./sync-flow";

/** Purchase orders by when they were placed and by when Amazon last changed them. */
export const syncOrders = syncFlow("orders");
