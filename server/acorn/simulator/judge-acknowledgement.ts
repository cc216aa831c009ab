import { hour } from "./calendar";
import type { AnsweredLine } from "./order-plan";
import type { LineState, OrderState } from "./order-state";
import type { WireAcknowledgedItem, WireAcknowledgement } from "./read-acknowledgement";
import type { WireError } from "./wire-types";

const codes = ["Accepted", "Backordered", "Rejected"];
const reasons = ["TemporarilyUnavailable", "InvalidProductIdentifier", "ObsoleteProduct"];
/** quantity and cost may change so long after the order was placed, dates later too [D] */
const openHours = 48;

export type Judgement =
  | { kind: "taken"; lines: AnsweredLine[] }
  /** the transaction ends as Failure */
  | { kind: "failed"; errors: WireError[] }
  /** nothing is said and nothing happens [I models#5108] */
  | { kind: "ignored" };

type Rules = { wordCaseIgnoresAnswer: boolean };

/** What Amazon makes of an answer to one order; pure. `order` is its state at `at`, null when this account has none. */
export function judgeAcknowledgement(
  given: WireAcknowledgement,
  order: OrderState | null,
  { at, rules }: { at: number; rules: Rules },
): Judgement {
  if (!order) return fail("INVALID_ORDER_ID", `Purchase order ${given.purchaseOrderNumber} was not found.`);
  if (given.sellingParty.partyId !== order.plan.vendorCode)
    return fail("INVALID_VENDOR", "The selling party is not the one of the purchase order.");
  const words = given.items.flatMap((item) =>
    item.itemAcknowledgements.flatMap((one) => [
      { text: one.acknowledgementCode, known: codes },
      ...(one.rejectionReason === undefined ? [] : [{ text: one.rejectionReason, known: reasons }]),
    ]),
  );
  const wrong = words.find(({ text, known }) => !known.includes(text));
  if (wrong) {
    const isCase = wrong.known.some((word) => word.toLowerCase() === wrong.text.toLowerCase());
    if (isCase && rules.wordCaseIgnoresAnswer) return { kind: "ignored" };
    return fail("INVALID_CODE", `${wrong.text} is not a known code.`);
  }
  if (order.state === "Closed") return fail("ORDER_CLOSED", "The purchase order is closed.");
  const errors: WireError[] = [];
  const lines: AnsweredLine[] = [];
  for (const item of given.items) {
    const line = findLine(order, item);
    if (!line) errors.push(error("INVALID_ITEM", `Item ${nameOf(item)} is not on the purchase order.`));
    else if (lines.some((one) => one.line === line.plan.sequence))
      errors.push(error("DUPLICATE_ITEM", `Item ${nameOf(item)} is answered twice.`));
    else {
      errors.push(...judgeItem(item, line, order, at));
      lines.push(answerOf(item, line));
    }
  }
  if (errors.length > 0) return { kind: "failed", errors };
  if (order.acknowledgedAt !== null) return { kind: "taken", lines };
  // the first answer must name every line: a missing one counts as rejected [D]
  const missing = order.lines.filter(
    (line) => line.amount > 0 && !lines.some((one) => one.line === line.plan.sequence),
  );
  const rejected = missing.map((line) => ({ line: line.plan.sequence, accepted: 0, rejected: line.amount }));
  return { kind: "taken", lines: [...lines, ...rejected] };
}

function findLine(order: OrderState, item: WireAcknowledgedItem): LineState | undefined {
  return order.lines.find(({ plan }) =>
    item.itemSequenceNumber === undefined
      ? plan.product.asin === item.amazonProductIdentifier ||
        plan.product.vendorId === item.vendorProductIdentifier
      : plan.sequence === item.itemSequenceNumber,
  );
}

function judgeItem(item: WireAcknowledgedItem, line: LineState, order: OrderState, at: number): WireError[] {
  const name = nameOf(item);
  const errors: WireError[] = [];
  const add = (code: string, message: string) => errors.push(error(code, message));
  const answers = item.itemAcknowledgements;
  const { asin, vendorId } = line.plan.product;
  if (
    (item.amazonProductIdentifier ?? asin) !== asin ||
    (item.vendorProductIdentifier ?? vendorId) !== vendorId
  )
    add("INVALID_ITEM", `Item ${name} names another product than the purchase order.`);
  if (answers.length === 0) add("MISSING_CODE", `Item ${name} has no acknowledgement code.`);
  if (answers.some((one) => one.acknowledgedQuantity.amount <= 0))
    add("INVALID_QUANTITY", `Item ${name}: an acknowledged quantity must be above zero.`);
  if (answers.some((one) => one.acknowledgedQuantity.unitOfMeasure !== line.plan.unit))
    add("INVALID_UNIT", `Item ${name} is ordered in ${line.plan.unit}.`);
  const sum = answers.reduce((total, one) => total + one.acknowledgedQuantity.amount, 0);
  if (sum !== line.amount)
    add("INVALID_QUANTITY", `Item ${name}: ${sum} acknowledged of ${line.amount} ordered.`);
  for (const one of answers) {
    const isDated = one.scheduledShipDate !== undefined || one.scheduledDeliveryDate !== undefined;
    if (one.acknowledgementCode === "Backordered" && !(line.plan.isBackOrderAllowed && isDated))
      add("INVALID_BACKORDER", `Item ${name} cannot be backordered without leave and a date.`);
    if (one.acknowledgementCode === "Rejected" && one.rejectionReason === undefined)
      add("MISSING_REASON", `Item ${name} is rejected without a reason.`);
  }
  if (item.netCost === undefined || !(Number(item.netCost.amount) > 0))
    add("INVALID_COST", `Item ${name} has no net cost.`);
  else if (item.netCost.currencyCode !== order.plan.group.country.currency)
    add("INVALID_COST", `Item ${name} has a cost in another currency.`);
  else if (Number(item.netCost.amount) > Number(line.cost))
    add("INVALID_COST", `Item ${name}: the cost is above that of the purchase order.`);
  return [...errors, ...judgeUpdate(item, line, order, at)];
}

/** What may no longer change once a line was answered [D]. */
function judgeUpdate(
  item: WireAcknowledgedItem,
  line: LineState,
  order: OrderState,
  at: number,
): WireError[] {
  if (line.accepted === null) return [];
  const next = answerOf(item, line);
  if (line.amount > 0 && line.rejected === line.amount && next.rejected < line.amount)
    return [error("ITEM_REJECTED", `Item ${nameOf(item)} was rejected and cannot be revived.`)];
  const isLate = at - order.plan.createdAt > openHours * hour;
  const isChanged = next.accepted !== line.accepted || next.rejected !== line.rejected;
  return isLate && isChanged
    ? [error("TOO_LATE", `Item ${nameOf(item)}: after ${openHours} hours only dates may change.`)]
    : [];
}

function answerOf(item: WireAcknowledgedItem, line: LineState): AnsweredLine {
  const sumOf = (code: string) =>
    item.itemAcknowledgements
      .filter((one) => one.acknowledgementCode === code)
      .reduce((total, one) => total + one.acknowledgedQuantity.amount, 0);
  return { line: line.plan.sequence, accepted: sumOf("Accepted"), rejected: sumOf("Rejected") };
}

const nameOf = (item: WireAcknowledgedItem) =>
  item.itemSequenceNumber ?? item.amazonProductIdentifier ?? item.vendorProductIdentifier ?? "?";
const error = (code: string, message: string): WireError => ({ code, message });
const fail = (code: string, message: string): Judgement => ({
  kind: "failed",
  errors: [error(code, message)],
});
