import { createHash } from "node:crypto";
import { eventType } from "inngest";
import { z } from "zod";
import type { Flow } from "@/db/schema/connections";

// Ids only: an event outlives rows and is no place for documents, names or secrets.
const uuid = z.uuid();
/** What has a flow of one connection read. */
export const syncRequest = z.object({
  tenantId: uuid,
  connectionId: uuid,
  kind: z.enum(["poll", "sweep", "backfill"]),
  /** the run row that shows the progress, when one was made already */
  runId: uuid.optional(),
});
const schemas = {
  "oakline/submission.due": z.object({ tenantId: uuid, submissionId: uuid }),
  "oakline/orders.requested": syncRequest,
  "oakline/order-status.requested": syncRequest,
};

export type JobEventName = keyof typeof schemas;
export type JobEventData<N extends JobEventName> = z.infer<(typeof schemas)[N]>;
export type JobEvent<N extends JobEventName = JobEventName> = { id: string; name: N; data: JobEventData<N> };

/** Triggers of the functions; the data is checked again before a function sees it. */
export const submissionDue = eventType("oakline/submission.due", {
  schema: schemas["oakline/submission.due"],
});
export const ordersRequested = eventType("oakline/orders.requested", {
  schema: schemas["oakline/orders.requested"],
});
export const orderStatusRequested = eventType("oakline/order-status.requested", {
  schema: schemas["oakline/order-status.requested"],
});

/**
 * An event whose id follows from its cause ("<connection>:<due at>", "<mail id>"): the same cause told twice,
 * by a retry or by two sweeps, starts its functions once. Throws on data that is not of the event's shape.
 */
export function jobEvent<N extends JobEventName>(name: N, data: JobEventData<N>, cause: string): JobEvent<N> {
  const checked = schemas[name].parse(data);
  const id = createHash("sha256").update(`${name}\n${cause}`).digest("hex");
  // The schema of this very name has just returned it.
  return { id, name, data: checked as JobEventData<N> };
}

/** The event that has a flow read. */
export function syncEvent(flow: Flow, data: z.infer<typeof syncRequest>, cause: string): JobEvent {
  return jobEvent(`oakline/${flow}.requested`, data, cause);
}
