import { z } from "zod";
import { day } from "./calendar";
import type { VendorGroup } from "./groups";
import { orderNumber } from "./order-number";
import type { LinePlan, OrderEvent, OrderPlan } from "./order-plan";
import { orderStateAt } from "./order-state";
import { renderOrder } from "./render-order";
import type { WireOrder } from "./wire-types";
import type { World } from "./world";

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const decimal = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/);
const lineInput = z.strictObject({
  /** place in the catalogue, for those who do not care which product */
  product: z.int().min(0).optional(),
  asin: z.string().optional(),
  sku: z.string().optional(),
  amount: z.int().min(0).max(1_000_000),
  unit: z.enum(["Cases", "Eaches"]).default("Eaches"),
  unitSize: z.int().min(1).default(1),
  cost: decimal.optional(),
  isBackOrderAllowed: z.boolean().default(false),
});

/** A PO put in by hand: what is left out is chosen; nothing happens to it but what is told. */
const orderInput = z.strictObject({
  number: z.string().min(1).max(64).optional(),
  createdAt: instant.optional(),
  vendorCode: z.string().optional(),
  shipTo: z.string().optional(),
  type: z
    .enum(["RegularOrder", "ConsignedOrder", "NewProductIntroduction", "RushOrder"])
    .default("RegularOrder"),
  freight: z.enum(["collect", "prepaid"]).default("prepaid"),
  window: z.strictObject({ start: instant, end: instant }).optional(),
  lines: z.array(lineInput).min(1).max(500),
});

/** What can happen to an order, now unless `at` says when. */
const eventInput = z.intersection(
  z.object({ at: instant.optional() }),
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("quantity"), line: z.string(), amount: z.int().min(0) }),
    z.object({ kind: z.literal("cost"), line: z.string(), cost: decimal }),
    z.object({ kind: z.literal("window"), start: instant, end: instant }),
    z.object({ kind: z.literal("cancel-line"), line: z.string() }),
    z.object({ kind: z.literal("cancel-order") }),
    z.object({ kind: z.literal("acknowledge"), acceptedShare: z.number().min(0).max(1).default(1) }),
    z.object({ kind: z.literal("receive"), share: z.number().min(0).max(1).default(1) }),
    z.object({ kind: z.literal("close") }),
  ]),
);
export type OrderInput = z.input<typeof orderInput>;
export type EventInput = z.input<typeof eventInput>;

/** Instants of the API are whole seconds. */
function wholeSecond(at: number): number {
  return Math.floor(at / 1_000) * 1_000;
}

/** Adds one PO to a group. @returns it as the API shows it; null when the number is taken. */
export function injectOrder(world: World, group: VendorGroup, given: OrderInput): WireOrder | null {
  const input = orderInput.parse(given);
  const book = world.bookOf(group);
  const now = world.clock.now();
  const number = input.number ?? orderNumber(world.seed, { group: 255, day: group.index, n: book.added() });
  if (book.find(number, now)) return null;
  const createdAt = wholeSecond(input.createdAt ?? now);
  const plan: OrderPlan = {
    number,
    group,
    vendorCode: input.vendorCode ?? group.vendorCodes[0] ?? "",
    createdAt,
    type: input.type,
    paymentMethod: "Invoice",
    dealCode: null,
    importDetails: null,
    shipTo: input.shipTo ?? group.country.centres[0]?.code ?? "",
    freight: input.freight,
    window: input.window ?? { start: createdAt + 3 * day, end: createdAt + 8 * day },
    lines: input.lines.map((line, index) => planGiven(world, group, { line, index })),
    events: [],
  };
  book.add(plan);
  return renderOrder(orderStateAt(plan, Math.max(now, createdAt)), world.switches);
}

function planGiven(
  world: World,
  group: VendorGroup,
  at: { line: z.output<typeof lineInput>; index: number },
): LinePlan {
  const { line, index } = at;
  const { catalogue } = world.bookOf(group);
  const base = catalogue[(line.product ?? index) % catalogue.length];
  if (!base) throw new RangeError("an empty catalogue");
  const product = { ...base, asin: line.asin ?? base.asin, vendorId: line.sku ?? base.vendorId };
  return {
    sequence: String(index + 1),
    product,
    unit: line.unit,
    unitSize: line.unitSize,
    amount: line.amount,
    cost: line.cost ?? base.cost,
    isBackOrderAllowed: line.isBackOrderAllowed,
    acceptedShare: 1,
    receivedShares: [1],
  };
}

/** Lets something happen to any order of the group. @returns the order after it; null when there is none. */
export function changeOrder(
  world: World,
  group: VendorGroup,
  of: { number: string; event: EventInput },
): WireOrder | null {
  const { at, ...event } = eventInput.parse(of.event);
  const now = world.clock.now();
  const plan = world.bookOf(group).find(of.number, now);
  if (!plan) return null;
  const happened: OrderEvent = { ...event, at: wholeSecond(at ?? now) };
  world.bookOf(group).happen(plan, happened);
  return renderOrder(orderStateAt(plan, Math.max(now, happened.at)), world.switches);
}
