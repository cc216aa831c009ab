import { and, eq, isNotNull } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import { order } from "@/db/schema/orders";
import { submission } from "@/db/schema/submissions";
import { inTenant } from "@/db/tenant";
import { standingClock } from "@/server/access/testing/test-context";
import { type Switches, switchNames } from "@/server/acorn/simulator/switches";
import { acornFor } from "@/server/modules/connections/acorn-for-connection";
import {
  connectTenant,
  openTenant,
  openWorld,
  type Tenant,
  vendorGroup,
  type World,
} from "@/server/modules/connections/testing/connected-tenant";
import { storeOrders } from "@/server/modules/orders/store-orders";
import { advanceSubmission } from "@/server/modules/submissions/advance-submission";
import { findSource } from "@/server/modules/syncs/find-source";
import { sha256 } from "@/server/platform/crypto";
import { AppError, invariant } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { acknowledgementRoad } from "../acknowledgement-road";
import { answerOrder } from "../answer-order";
import type { AnswerInput } from "../input";
import type { AnswerTask } from "./crash-answerer";
import { judgeCrash, type Verdict } from "./crash-judge";
import {
  type CrashPrograms,
  dieAnswering,
  type Life,
  type LifePlan,
  openSender,
  type Sender,
} from "./crash-sender-process";
import type { AnswerStep } from "./crash-steps";

const operation = "submitAcknowledgement";
const start = Date.parse("2026-04-23T12:00:00Z");
const dayMs = 86_400_000;

export type Placed = { id: Id<"order">; number: string; currency: string };
type Answered = AnswerInput & { order: Id<"order"> };
/** How an answer differs from accepting all. */
type Manner = { accepted?: number; shipAt?: Date };

/** One tenant with as many POs, on a database and a simulated Amazon of their own, with the clock in our hand. */
export class CrashRound {
  readonly world: World;
  readonly tenant: Tenant;
  readonly orders: readonly Placed[];
  readonly sender: Sender;
  at = start;
  /** documents that a look at Amazon can never find, and where they end */
  readonly #hidden = new Map<string, "refused or presumed" | "verified">();
  readonly #programs: CrashPrograms;

  private constructor(of: {
    world: World;
    tenant: Tenant;
    orders: Placed[];
    sender: Sender;
    programs: CrashPrograms;
  }) {
    this.world = of.world;
    this.tenant = of.tenant;
    this.orders = of.orders;
    this.sender = of.sender;
    this.#programs = of.programs;
  }

  static async open(
    programs: CrashPrograms,
    { documents, switches = {} }: { documents: number; switches?: Partial<Switches> },
  ): Promise<CrashRound> {
    const world = await openWorld();
    const { control } = world.simulator;
    for (const name of switchNames) {
      const on = switches[name];
      if (on !== undefined) control.setSwitch(name, on);
    }
    for (const each of [operation, "getPurchaseOrdersStatus", "getTransaction"])
      control.setLimit({ operation: each }, { rate: 1e6, burst: 1e6 });
    control.clock.stand();
    control.clock.set(new Date(start));
    const tenant = await openTenant(standingClock(new Date(start)));
    const orders = await placeOrders(tenant, world, documents);
    const sender = await openSender({
      programs,
      database: world.database,
      simulatorUrl: world.simulator.url,
    });
    return new CrashRound({ world, tenant, orders, sender, programs });
  }

  get #place() {
    return {
      programs: this.#programs,
      database: this.world.database,
      simulatorUrl: this.world.simulator.url,
    };
  }

  /** A second sender, beside the round's own. */
  openSender(): Promise<Sender> {
    return openSender(this.#place);
  }

  setTime(at: number): void {
    this.at = at;
    this.world.simulator.control.clock.set(new Date(at));
  }

  #contexts() {
    const clock = standingClock(new Date(this.at));
    return { owner: { ...this.tenant.owner, clock }, job: { ...this.tenant.job, clock } };
  }

  #inputOf({ id, currency }: Placed, { accepted = 5, shipAt }: Manner = {}): Answered {
    const dates = { shipAt: shipAt ?? null, deliverAt: null };
    const part = (answer: "accepted" | "rejected", amount: number) => ({
      ...{ answer, amount, ...dates },
      reason: answer === "rejected" ? ("temporarily-unavailable" as const) : null,
    });
    const first =
      accepted === 5 ? [part("accepted", 5)] : [part("accepted", accepted), part("rejected", 5 - accepted)];
    return {
      order: id,
      version: 1,
      lines: [
        { sequence: "1", netCost: { amount: "2.00", currency }, parts: first },
        { sequence: "2", netCost: { amount: "1.00", currency }, parts: [part("accepted", 3)] },
      ],
    };
  }

  /** A person answers; the document is queued. */
  async answer(placed: Placed, manner: Manner = {}): Promise<void> {
    const { id } = await answerOrder(this.#contexts().owner, this.#inputOf(placed, manner));
    // a look shows figures alone: that new dates arrived it cannot tell
    if (manner.shipAt) this.#hidden.set(id, "verified");
  }

  /** The process that takes the answer is killed at the step. */
  async dieAnswering(placed: Placed, step: AnswerStep): Promise<void> {
    const { tenantId, actor, factor } = this.tenant.owner;
    const at = new Date(this.at).toISOString();
    const task: AnswerTask = { ctx: { tenantId, actor, factor }, input: this.#inputOf(placed), at, step };
    await dieAnswering(this.#place, task);
  }

  /** Two queued answers that Amazon will never show: one refused by it, one in a case of letters that it may pass over. */
  async hideTwo(refused: Placed, misworded: Placed): Promise<void> {
    const change = { kind: "quantity" as const, line: "1", amount: 4 };
    this.world.simulator.control.changeOrder(vendorGroup, refused.number, change);
    for (const row of await this.rows()) {
      if (![refused.number, misworded.number].includes(row.naturalKey)) continue;
      this.#hidden.set(row.id, "refused or presumed");
      if (row.naturalKey === refused.number) continue;
      const body = Buffer.from(row.body.toString("utf8").replaceAll('"Accepted"', '"ACCEPTED"'));
      await inTenant(this.tenant.tenantId, (tx) =>
        tx
          .update(submission)
          .set({ body, bodyHash: sha256(body) })
          .where(and(eq(submission.tenantId, this.tenant.tenantId), eq(submission.id, row.id))),
      );
    }
  }

  rows() {
    return inTenant(this.tenant.tenantId, (tx) => tx.select().from(submission));
  }

  /** Moves the clock to when the road must look at something next, half a minute at least; false when nothing is left. */
  async next(): Promise<boolean> {
    const open = await inTenant(this.tenant.tenantId, (tx) =>
      tx.select({ nextAt: submission.nextAt }).from(submission).where(isNotNull(submission.nextAt)),
    );
    if (open.length === 0) return false;
    const due = Math.min(...open.map(({ nextAt }) => nextAt?.getTime() ?? 0));
    this.setTime(Math.max(this.at + 30_000, due));
    invariant(this.at < start + 4 * dayMs, "the road comes to an end");
    return true;
  }

  /** One life of the round's sender; what fails in it is a fault of the road unless the victim says otherwise. */
  async live(plan: LifePlan = {}): Promise<Life> {
    const life = await this.sender.live(this.at, plan);
    if (life.faults.length > 0 && !plan.mayFail) throw new Error(life.faults.join("\n"));
    return life;
  }

  /** Lets the road come to its end, unharmed. */
  async settle(): Promise<void> {
    while (await this.next()) await this.live();
  }

  /** The same within this process: fast, for what no victim is to be struck in. */
  async settleHere(): Promise<void> {
    while (await this.next()) await this.advanceHere();
  }

  /** What is due at this instant, once. */
  async advanceHere(): Promise<void> {
    const road = { kinds: [acknowledgementRoad], settings: this.world.settings };
    for (const { id } of await this.rows()) await advanceSubmission(this.#contexts().job, id, road);
  }

  async judge(): Promise<Verdict> {
    const { unknownRule } = acknowledgementRoad;
    invariant(unknownRule.kind === "look-then-repeat", "an answer can be looked at");
    const rows = (await this.rows()).map(({ id, naturalKey: number, state, body }) => {
      const hidden = this.#hidden.get(id);
      const ends =
        hidden === "refused or presumed"
          ? (["refused", "presumed_accepted"] as const)
          : (["verified"] as const);
      return { number, state, body, isVisible: !hidden, ends };
    });
    return judgeCrash(rows, this.world.simulator.control.submissions({ operation }), unknownRule.lookAfterMs);
  }

  async close(): Promise<void> {
    await this.sender.stop();
    await this.world.stop();
  }
}

/** @returns whether the person's answer was taken, or stood there already. */
export async function isTaken(answering: Promise<void>): Promise<boolean> {
  try {
    await answering;
    return true;
  } catch (error) {
    if (error instanceof AppError && error.reason === "submission-open") return false;
    throw error;
  }
}

async function placeOrders(tenant: Tenant, world: World, count: number): Promise<Placed[]> {
  const connectionId = await connectTenant(tenant, world);
  await inTenant(tenant.tenantId, (tx) => tx.update(connection).set({ mode: "live" }));
  const lines = [
    { amount: 5, cost: "2.00" },
    { amount: 3, cost: "1.00" },
  ];
  const numbers = new Set(
    Array.from(
      { length: count },
      () => world.simulator.control.addOrder(vendorGroup, { lines }).purchaseOrderNumber,
    ),
  );
  const acorn = await acornFor(tenant.owner, connectionId, world.settings);
  const created = { from: new Date(start - 1000), to: new Date(start + 1000) };
  for (let token: string | null = null, first = true; first || token; first = false) {
    const page = await acorn.client.getPurchaseOrders({ created, nextToken: token });
    token = page.nextToken;
    await inTenant(tenant.tenantId, async (tx) =>
      storeOrders(tx, await findSource(tx, tenant.owner, connectionId), page.records),
    );
  }
  const placed = await inTenant(tenant.tenantId, (tx) =>
    tx.select({ id: order.id, number: order.number, currency: order.currency }).from(order),
  );
  const ours = placed.filter(({ number }) => numbers.has(number));
  invariant(ours.length === count, "every placed PO was read");
  return ours;
}
