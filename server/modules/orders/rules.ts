import type { FieldChange } from "@/db/schema/orders";
import type { OrderStatus, SubmissionState } from "@/db/words";
import type { AcornOrder, AcornOrderLine, AcornStatusLine } from "@/server/acorn/order-types";
import { addDecimals, compareDecimals, type DecimalText, multiplyDecimals } from "@/server/platform/money";

/** No cost known, or costs in more than one currency: no figure can be given. */
export const noCurrency = "XXX";
/** A stored order as far as a newer version is compared with it. */
export type StoredOrder = {
  status: OrderStatus;
  changedAt: Date | null;
  stateChangedAt: Date | null;
  orderedAt: Date;
  facts: OrderFacts;
};

/** What a vendor would act on; a difference in these is a change by Amazon, a difference elsewhere is not. */
export type OrderFacts = {
  header: Record<string, string | null>;
  lines: Record<string, Record<string, string | null>>;
};

export type Merge =
  | { kind: "insert" }
  | { kind: "update"; changes: FieldChange[] }
  | { kind: "ignore"; because: "older" };

/** The newest version wins by Amazon's own dates; of equal dates the one read last. */
export function mergeOrder(stored: StoredOrder | null, incoming: AcornOrder): Merge {
  if (!stored) return { kind: "insert" };
  if (recency(incoming) < recency(stored)) return { kind: "ignore", because: "older" };
  return { kind: "update", changes: diffFacts(stored.facts, orderFacts(incoming)) };
}

function recency(order: { changedAt: Date | null; stateChangedAt: Date | null; orderedAt: Date }): number {
  return Math.max(
    order.orderedAt.getTime(),
    order.changedAt?.getTime() ?? 0,
    order.stateChangedAt?.getTime() ?? 0,
  );
}

export function orderFacts(order: AcornOrder): OrderFacts {
  const window = order.shipWindow ?? order.deliveryWindow;
  return {
    header: {
      type: order.type,
      vendorCode: order.vendorCode,
      fcCode: order.shipTo?.code ?? null,
      windowKind: windowKind(order),
      windowStart: window?.startAt.toISOString() ?? null,
      windowEnd: window?.endAt.toISOString() ?? null,
      paymentMethod: order.paymentMethod,
      dealCode: order.dealCode,
    },
    lines: Object.fromEntries(order.lines.map((line) => [line.sequence, lineFacts(line)])),
  };
}

/** Collect vendors get a ship window, prepaid ones a delivery window (ACORN [G21]). */
export function windowKind(order: AcornOrder): "ship" | "delivery" | null {
  if (order.shipWindow) return "ship";
  return order.deliveryWindow ? "delivery" : null;
}

function lineFacts(line: AcornOrderLine): Record<string, string | null> {
  return {
    orderedUnits: String(line.ordered.eaches),
    asin: line.asin,
    vendorSku: line.vendorSku,
    netCost: line.netCost ? `${line.netCost.currency} ${canonical(line.netCost.amount)}` : null,
    unitSize: String(line.ordered.unitSize),
    isBackorderAllowed: String(line.isBackorderAllowed),
  };
}

/** Equal money has equal text, so that 1.50 and 1.5 are no change. */
function canonical(amount: DecimalText): string {
  return multiplyDecimals(amount, 1);
}

/** Every field that differs, header first, then lines in their order; a new line has no before, a vanished one no after. */
export function diffFacts(before: OrderFacts, after: OrderFacts): FieldChange[] {
  const header = diffFields(before.header, after.header, null);
  const sequences = [...new Set([...Object.keys(before.lines), ...Object.keys(after.lines)])].sort((a, b) =>
    a.localeCompare(b, "en", { numeric: true }),
  );
  const lines = sequences.flatMap((sequence): FieldChange[] => {
    const old = before.lines[sequence];
    const fresh = after.lines[sequence];
    if (!old) return [{ path: "line", line: sequence, before: null, after: fresh?.orderedUnits ?? null }];
    if (!fresh) return [{ path: "line", line: sequence, before: old.orderedUnits ?? null, after: null }];
    return diffFields(old, fresh, sequence);
  });
  return [...header, ...lines];
}

function diffFields(
  before: Record<string, string | null>,
  after: Record<string, string | null>,
  line: string | null,
): FieldChange[] {
  return Object.keys(after)
    .filter((path) => (before[path] ?? null) !== (after[path] ?? null))
    .map((path) => ({ path, line, before: before[path] ?? null, after: after[path] ?? null }));
}

/**
 * Where a PO stands for its vendor. Once answered or confirmed it never waits for a confirmation again: a later change by
 * Amazon makes it "changed" until a person has seen it. A state we do not know waits for nobody and keeps Amazon's word.
 */
export function orderStatus(
  order: Pick<AcornOrder, "state" | "lines">,
  before: OrderStatus | null,
  hasChanges: boolean,
): OrderStatus {
  if (order.lines.length > 0 && order.lines.every((line) => line.isCancelled)) return "cancelled";
  if (order.state === "closed") return "closed";
  const wasAnswered = before === "answered" || before === "confirmed" || before === "changed";
  if (wasAnswered && (hasChanges || before === "changed")) return "changed";
  if (order.state === "new" && before !== "confirmed")
    return before === "answered" ? "answered" : "to-confirm";
  return "confirmed";
}

/**
 * Where a PO stands once our last answer to it has moved; `answer` is null when none of ours counts, `stands` when Amazon
 * has taken in one of ours that it has not refused, be it an earlier one.
 */
export function statusAfterAnswer(
  status: OrderStatus,
  answer: SubmissionState | null,
  stands: boolean,
): OrderStatus {
  const hasLeft = answer === "sent" || answer === "presumed_accepted" || answer === "verified";
  if (status === "to-confirm" && hasLeft) return "answered";
  if (status === "changed" && hasLeft) return "confirmed";
  // Amazon has nothing that counts, so it still waits
  if (status === "answered" && !stands && (answer === null || answer === "refused")) return "to-confirm";
  return status;
}

/** True when Amazon shows an answer for every line that is not cancelled: somebody has confirmed the PO. */
export function isConfirmed(lines: readonly AcornStatusLine[]): boolean {
  const open = lines.filter((line) => line.orderedEaches === null || line.orderedEaches > 0);
  return (
    open.length > 0 && open.every((line) => line.confirmation !== null && line.confirmation !== "unconfirmed")
  );
}

export type OrderTotals = {
  currency: string;
  /** null when no single currency covers every open line with a cost */
  value: DecimalText | null;
  lineCount: number;
  orderedUnits: number;
};

/** Units in eaches; value = Σ cost × units over lines, per-weight costs excluded because the weight is not in the PO. */
export function orderTotals(lines: readonly AcornOrderLine[]): OrderTotals {
  const costed = lines.filter((line) => line.netCost && line.costPer === null);
  const currencies = new Set(costed.map((line) => line.netCost?.currency));
  const [currency] = currencies;
  const isComplete = currencies.size === 1 && costed.length === lines.length;
  const value = isComplete
    ? addDecimals(
        ...lines.map((line) =>
          multiplyDecimals(line.netCost?.amount ?? "0", line.isCancelled ? 0 : line.ordered.eaches),
        ),
      )
    : null;
  return {
    currency: currencies.size === 1 && currency ? currency : noCurrency,
    value: value !== null && compareDecimals(value, "1e13") >= 0 ? null : value,
    lineCount: lines.length,
    orderedUnits: lines.reduce((sum, line) => sum + (line.isCancelled ? 0 : line.ordered.eaches), 0),
  };
}
