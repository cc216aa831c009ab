import type { RejectionReason } from "@/server/acorn/write-acknowledgement";
import { answerClocks, changeHours } from "@/server/modules/orders/clock-rules";
import type { Violation } from "@/server/platform/errors";
import { compareDecimals, type Money } from "@/server/platform/money";
import type { LineUnit } from "./unit-rules";

export const answers = ["accepted", "backordered", "rejected"] as const;
export type Answer = (typeof answers)[number];
export const reasons = [
  "temporarily-unavailable",
  "invalid-product",
  "obsolete",
] as const satisfies readonly RejectionReason[];
export type Reason = (typeof reasons)[number];

/** Part of a line with one answer; `amount` is in the line's own unit. */
export type Part = {
  answer: Answer;
  amount: number;
  shipAt: Date | null;
  deliverAt: Date | null;
  reason: Reason | null;
};
export type LineAnswer = { sequence: string; netCost: Money | null; parts: readonly Part[] };

/** A line of the PO as Amazon has it now; amounts in its own unit. */
export type OrderedLine = LineUnit & {
  sequence: string;
  amount: number;
  isCancelled: boolean;
  isBackorderAllowed: boolean;
  netCost: Money | null;
  /** the answer that stands, null before the first */
  standing: LineAnswer | null;
};
export type OrderToAnswer = { orderedAt: Date; isClosed: boolean; lines: readonly OrderedLine[] };

/**
 * Everything that Amazon would refuse or misread, all at once, in the order of the answer; empty when it may go.
 * Fields are `lines.<sequence>`, with `.parts.<index>` and its member below it.
 */
export function judgeAnswer(order: OrderToAnswer, given: readonly LineAnswer[], now: Date): Violation[] {
  if (order.isClosed) return [{ code: "order-closed", field: "lines" }];
  const isFirst = order.lines.every((line) => line.standing === null);
  const violations: Violation[] = [];
  const seen = new Set<string>();
  for (const answer of given) {
    const field = `lines.${answer.sequence}`;
    const line = order.lines.find((one) => one.sequence === answer.sequence);
    if (!line) violations.push({ code: "unknown-line", field });
    else if (seen.has(answer.sequence)) violations.push({ code: "duplicate-line", field });
    else if (line.isCancelled) violations.push({ code: "cancelled-line", field });
    else violations.push(...judgeLine(line, answer, { order, now }));
    seen.add(answer.sequence);
  }
  if (isFirst) {
    // Amazon takes a line that the first answer leaves out for rejected [D]
    for (const line of order.lines)
      if (!line.isCancelled && !seen.has(line.sequence))
        violations.push({ code: "missing-line", field: `lines.${line.sequence}` });
  }
  if (given.length === 0) violations.push({ code: "nothing-answered", field: "lines" });
  return violations;
}

type At = { order: OrderToAnswer; now: Date };

function judgeLine(line: OrderedLine, answer: LineAnswer, { order, now }: At): Violation[] {
  const field = `lines.${line.sequence}`;
  const violations = answer.parts.flatMap((part, index) =>
    judgePart(line, part, { field: `${field}.parts.${index}`, now }),
  );
  const sum = answer.parts.reduce((total, part) => total + part.amount, 0);
  if (sum !== line.amount)
    violations.push({ code: "sum-differs", field, params: { given: sum, ordered: line.amount } });
  violations.push(...judgeCost(line, answer));
  if (line.standing) violations.push(...judgeChange(line, line.standing, answer, { order, now }));
  return violations;
}

function judgePart(line: OrderedLine, part: Part, { field, now }: { field: string; now: Date }): Violation[] {
  const violations: Violation[] = [];
  if (!Number.isInteger(part.amount) || part.amount <= 0)
    violations.push({ code: "zero-quantity", field: `${field}.amount` });
  const dates = { shipAt: part.shipAt, deliverAt: part.deliverAt };
  for (const [name, at] of Object.entries(dates))
    if (at && at.getTime() < now.getTime()) violations.push({ code: "date-past", field: `${field}.${name}` });
  if (part.answer === "backordered" && !line.isBackorderAllowed)
    violations.push({ code: "backorder-not-allowed", field: `${field}.answer` });
  if (part.answer === "backordered" && !part.shipAt && !part.deliverAt)
    violations.push({ code: "backorder-undated", field: `${field}.shipAt` });
  if (part.answer === "rejected" && part.reason === null)
    violations.push({ code: "reason-missing", field: `${field}.reason` });
  if (part.answer !== "rejected" && part.reason !== null)
    violations.push({ code: "reason-needless", field: `${field}.reason` });
  return violations;
}

/** Never above the PO's cost, and never without one: Amazon's systems drop such a file [M]. */
function judgeCost(line: OrderedLine, { netCost }: LineAnswer): Violation[] {
  const field = `lines.${line.sequence}.netCost`;
  if (!netCost || compareDecimals(netCost.amount, "0") <= 0) return [{ code: "cost-missing", field }];
  if (!line.netCost) return [];
  if (netCost.currency !== line.netCost.currency)
    return [{ code: "cost-currency", field, params: { ordered: line.netCost.currency } }];
  return compareDecimals(netCost.amount, line.netCost.amount) > 0
    ? [{ code: "cost-above", field, params: { ordered: line.netCost.amount } }]
    : [];
}

function judgeChange(
  line: OrderedLine,
  before: LineAnswer,
  next: LineAnswer,
  { order, now }: At,
): Violation[] {
  const field = `lines.${line.sequence}`;
  const rejected = amountOf(before, "rejected");
  // a line that was rejected whole stays so [D]
  if (rejected > 0 && rejected === totalOf(before) && amountOf(next, "rejected") < totalOf(next))
    return [{ code: "rejected-stays", field }];
  const isLate = now.getTime() > answerClocks(order.orderedAt).changeBy.getTime();
  if (!isLate || sameAmounts(before, next)) return [];
  return [{ code: "only-dates", field, params: { hours: changeHours } }];
}

/** What of a line has this answer, in its own unit. */
export function amountOf({ parts }: LineAnswer, answer: Answer): number {
  return parts.filter((part) => part.answer === answer).reduce((sum, part) => sum + part.amount, 0);
}

const totalOf = ({ parts }: LineAnswer) => parts.reduce((sum, part) => sum + part.amount, 0);

function sameAmounts(before: LineAnswer, next: LineAnswer): boolean {
  const cost = ({ netCost }: LineAnswer) => (netCost ? `${netCost.amount} ${netCost.currency}` : "");
  return cost(before) === cost(next) && answers.every((one) => amountOf(before, one) === amountOf(next, one));
}

/**
 * The lines that an answer sends: all of them the first time, later those that differ from what stands, each whole.
 * An answer that changes nothing sends nothing.
 */
export function linesToSend(order: OrderToAnswer, given: readonly LineAnswer[]): LineAnswer[] {
  return given.filter((answer) => {
    const standing = order.lines.find((line) => line.sequence === answer.sequence)?.standing;
    return !standing || !isSame(standing, answer);
  });
}

function isSame(a: LineAnswer, b: LineAnswer): boolean {
  return sameAmounts(a, b) && text(a) === text(b);
}

/** Parts in one order, so that the same answer reads the same. */
function text({ parts }: LineAnswer): string {
  const one = (part: Part) =>
    [part.answer, part.amount, part.shipAt?.getTime(), part.deliverAt?.getTime(), part.reason].join(" ");
  return parts.map(one).sort().join("\n");
}

/** The answer of one key: everything open is accepted whole, at the PO's own cost. */
export function acceptAll(order: OrderToAnswer): LineAnswer[] {
  return order.lines
    .filter((line) => !line.isCancelled)
    .map((line) => ({
      sequence: line.sequence,
      netCost: line.netCost,
      parts: [{ answer: "accepted", amount: line.amount, shipAt: null, deliverAt: null, reason: null }],
    }));
}
