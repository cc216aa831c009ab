import { isoSeconds, sixMonthsBefore } from "./calendar";
import type { AppRegistration } from "./defaults";
import type { FaultSpec } from "./faults";
import { changeOrder, type EventInput, injectOrder, type OrderInput } from "./inject-order";
import type { LedgerEntry, LedgerTotals } from "./ledger";
import { type OrderState, orderStateAt } from "./order-state";
import type { SimulatedClock } from "./simulated-clock";
import type { Submission } from "./submissions";
import type { Switches, SwitchName } from "./switches";
import type { WireOrder } from "./wire-types";
import type { World } from "./world";

type Filter = { operation?: string | undefined; group?: string | undefined };
type GroupFacts = {
  id: string;
  name: string;
  country: string;
  region: string;
  currency: string;
  vendorCodes: readonly string[];
  ordersPerWeek: number;
};

export type SubmissionFacts = {
  transactionId: string;
  operation: string;
  group: string;
  number: string;
  at: string;
  status: "Processing" | "Failure";
  visibleAt: string | null;
  /** base64 of the exact bytes */
  bytes: string;
};

type OrderFacts = {
  number: string;
  state: string;
  createdAt: string;
  changedAt: string | null;
  updatedAt: string;
  lines: number;
};

/** The hand on the simulated world: the same calls in process and over HTTP. Unknown ids throw a RangeError. */
export type SimulatorControl = {
  clock: SimulatedClock;
  switches: Readonly<Switches>;
  setSwitch(name: SwitchName, on: boolean): void;
  groups(): GroupFacts[];
  addFault(spec: FaultSpec): void;
  faults(): { spec: FaultSpec; seen: number; struck: number }[];
  clearFaults(): void;
  ledger(filter?: Filter): { calls: LedgerEntry[]; totals: LedgerTotals };
  clearLedger(): void;
  /** every document taken in, with its exact bytes */
  submissions(filter?: Filter): SubmissionFacts[];
  /** registers an app, or adds redirect URIs to a known one */
  registerApp(app: AppRegistration): void;
  addRedirectUris(clientId: string, uris: readonly string[]): void;
  /** a new secret; the old one works 7 more days [D] */
  rotateSecret(clientId: string, secret: string): void;
  /** a refresh token as self-authorisation in Vendor Central gives it */
  selfAuthorise(of: { clientId: string; vendorGroup: string; serial?: string | undefined }): string;
  revoke(which: Filter & { clientId?: string | undefined }): void;
  /** what the account holds, by creation and without limits: the truth that a sync is judged by */
  orders(group: string, span?: { from?: number | undefined; to?: number | undefined }): OrderFacts[];
  addOrder(group: string, order: OrderInput): WireOrder;
  changeOrder(group: string, number: string, event: EventInput): WireOrder;
  setLimit(
    of: { operation: string; group?: string | undefined },
    rate: { rate: number; burst: number },
  ): void;
  /** full buckets and Amazon's usual rates again */
  resetLimits(): void;
};

export function createControl(world: World): SimulatorControl {
  const groupOf = (id: string) => world.findGroup(id) ?? refuse(`no vendor group ${id}`);
  const knownApp = (clientId: string) =>
    world.credentials.findByClient(clientId) ?? refuse(`no app ${clientId}`);
  return {
    clock: world.clock,
    switches: world.switches,
    setSwitch: (name, on) => {
      world.switches[name] = on;
    },
    groups: () =>
      world.groups.map(({ country, ...group }) => ({
        id: group.id,
        name: group.name,
        country: country.code,
        region: country.region,
        currency: country.currency,
        vendorCodes: group.vendorCodes,
        ordersPerWeek: group.ordersPerWeek,
      })),
    addFault: world.faults.add,
    faults: world.faults.list,
    clearFaults: world.faults.clear,
    ledger: (filter) => ({ calls: world.ledger.entries(filter), totals: world.ledger.totals(filter) }),
    clearLedger: world.ledger.clear,
    submissions: (filter) =>
      world.submissions.list(filter).map((one) => submissionFacts(one, world.clock.now())),
    registerApp: world.credentials.register,
    addRedirectUris: (clientId, uris) => {
      world.credentials.addRedirectUris(knownApp(clientId).clientId, uris);
    },
    rotateSecret: (clientId, secret) => {
      world.credentials.rotateSecret(knownApp(clientId).clientId, secret, world.clock.now());
    },
    selfAuthorise: ({ clientId, vendorGroup, serial }) => {
      const of = {
        clientId: knownApp(clientId).clientId,
        group: groupOf(vendorGroup).id,
        now: world.clock.now(),
      };
      return world.credentials.grant({ ...of, ...(serial === undefined ? {} : { serial }) }).refreshToken;
    },
    revoke: ({ group, clientId }) => {
      world.credentials.revoke({ group, clientId });
    },
    orders: (group, { from, to } = {}) => {
      const now = world.clock.now();
      const plans = world
        .bookOf(groupOf(group))
        .between(from ?? sixMonthsBefore(now), Math.min(to ?? now, now) + 1);
      return plans.map((plan) => orderFacts(orderStateAt(plan, now)));
    },
    addOrder: (group, order) =>
      injectOrder(world, groupOf(group), order) ?? refuse(`order ${order.number} is there already`),
    changeOrder: (group, number, event) =>
      changeOrder(world, groupOf(group), { number, event }) ?? refuse(`no order ${number}`),
    setLimit: world.limits.set,
    resetLimits: world.limits.reset,
  };
}

function submissionFacts(submission: Submission, now: number): SubmissionFacts {
  const { transactionId, operation, group, number, at, failsAt, visibleAt, bytes } = submission;
  return {
    transactionId,
    operation,
    group,
    number,
    at: new Date(at).toISOString(),
    status: failsAt !== null && failsAt <= now ? "Failure" : "Processing",
    visibleAt: visibleAt === null ? null : new Date(visibleAt).toISOString(),
    bytes: bytes.toString("base64"),
  };
}

function orderFacts(order: OrderState): OrderFacts {
  return {
    number: order.plan.number,
    state: order.state,
    createdAt: isoSeconds(order.plan.createdAt),
    changedAt: order.changedAt === null ? null : isoSeconds(order.changedAt),
    updatedAt: isoSeconds(order.updatedAt),
    lines: order.lines.length,
  };
}

function refuse(message: string): never {
  throw new RangeError(message);
}
