import type { InngestFunction } from "inngest";
import type { Clock } from "@/server/platform/clock";
import type { Logger } from "@/server/platform/log";
import { advanceSubmission, sweepSubmissions } from "./advance-submissions";
import type { JobsClient } from "./client";
import { prune } from "./prune";
import { reviewAccess } from "./review-access";
import { scheduleSyncs } from "./schedule-syncs";
import { sealAudits } from "./seal-audit";
import { sendMail } from "./send-mail";
import { shredTenants } from "./shred-tenants";
import { syncOrderStatus } from "./sync-order-status";
import { syncOrders } from "./sync-orders";
import { watchAuthorisations } from "./watch-authorisations";

/** What functions may use; a verb takes the rest from its own context. */
export type JobDeps = {
  clock: Clock;
  log: Logger;
  /** forgets what the embedded engine finished more than `days` days ago; nothing to do beside a real server */
  pruneJobs: (days: number) => Promise<{ runs: number; events: number }>;
  /** readings of one flow at a time, where one process does all the work; null where more machines share it */
  readingsAtOnce: number | null;
};
export type FunctionFactory = (client: JobsClient, deps: JobDeps) => InngestFunction.Any;

/** Every job of the product, one file each. What is not in this list does not run. */
export const functionFactories: readonly FunctionFactory[] = [
  scheduleSyncs,
  syncOrders,
  syncOrderStatus,
  sweepSubmissions,
  advanceSubmission,
  watchAuthorisations,
  sendMail,
  shredTenants,
  sealAudits,
  prune,
  reviewAccess,
];

export function createFunctions(client: JobsClient, deps: JobDeps): InngestFunction.Any[] {
  return functionFactories.map((create) => create(client, deps));
}
