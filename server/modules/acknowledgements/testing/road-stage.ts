import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { connection } from "@/db/schema/connections";
import { order } from "@/db/schema/orders";
import { submission, submissionEvent } from "@/db/schema/submissions";
import { workItem } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { standingClock } from "@/server/access/testing/test-context";
import {
  connectTenant,
  openTenant,
  openWorld,
  type Tenant,
  vendorGroup,
  type World,
} from "@/server/modules/connections/testing/connected-tenant";
import { fetchOrder } from "@/server/modules/orders/fetch-order";
import { advanceSubmission } from "@/server/modules/submissions/advance-submission";
import { toAppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { acknowledgementRoad } from "../acknowledgement-road";
import { answerOrder } from "../answer-order";
import type { LineAnswer } from "../rules";

// One account that is live, one PO that we have read, and a clock that stands; new for each test of a file.

export const operation = "submitAcknowledgement";
export const minuteMs = 60_000;
export let at = Date.parse("2026-04-23T12:00:00Z");
export let world: World;
export let tenant: Tenant;
export let connectionId: Id<"connection">;
export let placed: { id: Id<"order">; number: string };

/** Opens it all for the tests of a file. */
export function stageRoad(): void {
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    world.simulator.control.clearFaults();
    moveTo(at + 6 * 60 * minuteMs);
    tenant = await openTenant(standingClock(new Date(at)));
    connectionId = await connectTenant(tenant, world);
    await setMode("live");
    placed = await placeOrder();
  });
}

export function moveTo(instant: number): void {
  at = instant;
  world.simulator.control.clock.stand();
  world.simulator.control.clock.set(new Date(at));
  if (!tenant) return;
  const clock = standingClock(new Date(at));
  tenant = { ...tenant, owner: { ...tenant.owner, clock }, job: { ...tenant.job, clock } };
}
export const later = (minutes: number) => moveTo(at + minutes * minuteMs);

export async function setMode(mode: "live" | "shadow"): Promise<void> {
  await inTenant(tenant.tenantId, (tx) =>
    tx.update(connection).set({ mode }).where(eq(connection.id, connectionId)),
  );
}

/** A PO of 10 eaches and 4 cases of 6, read by us. */
export async function placeOrder() {
  const { purchaseOrderNumber: number } = world.simulator.control.addOrder(vendorGroup, {
    lines: [
      { amount: 10, cost: "12.50", isBackOrderAllowed: true },
      { amount: 4, unit: "Cases", unitSize: 6, cost: "3.20" },
    ],
  });
  const { id } = await fetchOrder(tenant.owner, { connection: connectionId, number }, world.settings);
  return { id, number };
}

export const line = (sequence: string, ...parts: LineAnswer["parts"]): LineAnswer => ({
  sequence,
  netCost: { amount: sequence === "1" ? "12.50" : "3.20", currency: "USD" },
  parts,
});
export const part = (answer: "accepted" | "rejected", amount: number) =>
  ({
    ...{ answer, amount, shipAt: null, deliverAt: null },
    reason: answer === "rejected" ? "temporarily-unavailable" : null,
  }) as const;
export const whole = [line("1", part("accepted", 7), part("rejected", 3)), line("2", part("accepted", 4))];
export const answer = (lines: LineAnswer[] = whole, to = placed) =>
  answerOrder(tenant.owner, {
    order: to.id,
    version: 1,
    lines: lines.map((one) => ({ ...one, parts: [...one.parts] })),
  });
export const road = { kinds: [acknowledgementRoad] };
export const advance = (id: Id<"submission">) =>
  advanceSubmission(tenant.job, id, { ...road, settings: world.settings });

export async function read(id: Id<"submission">) {
  const [row] = await inTenant(tenant.tenantId, (tx) =>
    tx.select().from(submission).where(eq(submission.id, id)),
  );
  if (!row) throw new Error("no submission");
  return row;
}
export const historyOf = async (id: Id<"submission">) =>
  (
    await inTenant(tenant.tenantId, (tx) =>
      tx
        .select()
        .from(submissionEvent)
        .where(eq(submissionEvent.submissionId, id))
        .orderBy(asc(submissionEvent.step)),
    )
  ).map(({ state }) => state);
/** the bytes of every answer to this PO that Amazon ever took in */
export const arrived = () =>
  world.simulator.control
    .submissions({ operation })
    .filter((one) => one.number === placed.number)
    .map((one) => Buffer.from(one.bytes, "base64"));
export const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "done",
    (error) => `${toAppError(error).code} ${toAppError(error).reason ?? ""}`.trim(),
  );

/** Queued, then sent once its ten seconds to undo are over. */
export async function send() {
  const { id } = await answer();
  later(1);
  await advance(id);
  return id;
}

/** The PO as we keep it, and the kinds of work that are open for it. */
export async function readOrder() {
  return inTenant(tenant.tenantId, async (tx) => {
    const [row] = await tx.select().from(order).where(eq(order.id, placed.id));
    const open = await tx
      .select()
      .from(workItem)
      .where(and(eq(workItem.subjectId, placed.id), eq(workItem.state, "open")));
    if (!row) throw new Error("no order");
    return { status: row.status, answer: row.answer, nextDueAt: row.nextDueAt, work: open };
  });
}
