import { dayStart, hour, second, weekdayOf } from "./calendar";
import { type Product, priceText } from "./catalogue";
import type { VendorGroup } from "./groups";
import { orderNumber, ordersPerDay } from "./order-number";
import type { LinePlan, OrderPlan } from "./order-plan";
import { planFate } from "./plan-fate";
import { createRandom, poisson, type Random } from "./random";
import type { WireImportDetails } from "./wire-types";

/** Share of a week's orders by weekday, Sunday first: buying runs put most of them on Monday. */
const weekShares = [0.04, 0.34, 0.17, 0.14, 0.18, 0.1, 0.03] as const;

type DayPlace = { seed: number; group: VendorGroup; catalogue: readonly Product[]; dayNumber: number };

/** Every order that the group gets on one calendar day of its marketplace, oldest first: a pure function of its place. */
export function generateDay(place: DayPlace): OrderPlan[] {
  const { seed, group, dayNumber } = place;
  const random = createRandom(`${seed}/${group.id}/day/${dayNumber}`);
  const mean = group.ordersPerWeek * (weekShares[weekdayOf(dayNumber)] ?? 0);
  const count = Math.min(poisson(random, mean), ordersPerDay - 1);
  const plans: OrderPlan[] = [];
  for (let n = 0; n < count; n++) plans.push(generateOrder(place, n));
  return plans.sort((a, b) => a.createdAt - b.createdAt || (a.number < b.number ? -1 : 1));
}

function generateOrder({ seed, group, catalogue, dayNumber }: DayPlace, n: number): OrderPlan {
  const random = createRandom(`${seed}/${group.id}/order/${dayNumber}/${n}`);
  const createdAt = dayStart(group.country.zone, dayNumber) + timeOfDay(random);
  const type = random.chance(0.9)
    ? "RegularOrder"
    : random.pick(["NewProductIntroduction", "RushOrder", "ConsignedOrder"] as const);
  const freight = group.freight === "mixed" ? random.pick(["collect", "prepaid"] as const) : group.freight;
  const plan: OrderPlan = {
    number: orderNumber(seed, { group: group.index, day: dayNumber, n }),
    group,
    vendorCode: random.pick(group.vendorCodes),
    createdAt,
    type,
    paymentMethod: type === "ConsignedOrder" ? "Consignment" : "Invoice",
    dealCode: random.chance(0.04) ? `DEAL${random.int(100, 999)}` : null,
    importDetails: random.chance(0.03) ? importDetails(random) : null,
    shipTo: random.pick(group.country.centres).code,
    freight,
    window: planWindow(random, { zone: group.country.zone, dayNumber, rush: type === "RushOrder" }),
    lines: planLines(random, group, catalogue),
    events: [],
  };
  plan.events = planFate(random, plan);
  return plan;
}

/** Most orders come out of the morning's run, some trickle in until the evening. */
function timeOfDay(random: Random): number {
  const at = random.chance(0.65) ? 5 * hour + random.next() * 3 * hour : 8 * hour + random.next() * 11 * hour;
  return Math.floor(at / second) * second;
}

/** Ends on midnights of the marketplace, as ship days are days of the place. */
function planWindow(
  random: Random,
  at: { zone: string; dayNumber: number; rush: boolean },
): OrderPlan["window"] {
  const lead = at.rush ? random.int(1, 2) : random.int(3, 10);
  const length = at.rush ? random.int(2, 3) : random.int(4, 8);
  return {
    start: dayStart(at.zone, at.dayNumber + lead),
    end: dayStart(at.zone, at.dayNumber + lead + length),
  };
}

/** 1 to 60 lines, few of them long. */
function planLines(random: Random, group: VendorGroup, catalogue: readonly Product[]): LinePlan[] {
  const count = 1 + Math.floor(59 * random.next() ** 4 + random.next());
  const first = random.int(0, catalogue.length - 1);
  const step = random.pick([3, 7, 9, 11, 13]);
  const lines: LinePlan[] = [];
  for (let i = 0; i < count; i++) {
    const product = catalogue[(first + i * step) % catalogue.length];
    if (product) lines.push(planLine(random, group, { product, sequence: String(i + 1) }));
  }
  return lines;
}

function planLine(random: Random, group: VendorGroup, at: { product: Product; sequence: string }): LinePlan {
  const { product, sequence } = at;
  const inCases = product.casePack > 1 && random.chance(0.7);
  const cents = Number(product.cost) * (100 / group.country.perDollar);
  const answer = random.next();
  return {
    sequence,
    product,
    unit: inCases ? "Cases" : "Eaches",
    unitSize: inCases ? product.casePack : 1,
    amount: inCases ? random.int(1, 24) : random.int(1, 16) * Math.max(1, product.casePack),
    cost: random.chance(0.05) ? priceText(group.country, cents * 0.96) : product.cost,
    isBackOrderAllowed: random.chance(0.3),
    acceptedShare: answer < 0.86 ? 1 : answer < 0.94 ? 0.2 + random.next() * 0.6 : 0,
    receivedShares: random.pick([[1], [1], [1], [0.6, 0.4], [0.5, 0.3, 0.2], [0.7, 0.25], [0.9]]),
  };
}

function importDetails(random: Random): WireImportDetails {
  return {
    methodOfPayment: random.pick(["PaidByBuyer", "PrepaidBySeller", "FOBPortOfCall"]),
    internationalCommercialTerms: "FreeOnBoard",
    portOfDelivery: random.pick(["NINGBO, CHINA", "YANTIAN, CHINA", "HAIPHONG, VIETNAM"]),
    importContainers: random.pick(["1-40'HC", "1-20',1-40'", "2-40'"]),
    shippingInstructions: "Pallets welcome; stack no higher than two.",
  };
}
