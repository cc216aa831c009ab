import type { LinePlan, OrderEvent, OrderPlan } from "./order-plan";

/** A line as it stands at an instant; quantities in the line's unit. */
export type LineState = {
  plan: LinePlan;
  amount: number;
  cost: string;
  /** null until the vendor answered */
  accepted: number | null;
  rejected: number;
  received: number;
  lastReceivedAt: number | null;
  /** each version of the quantity that Amazon set, the first at creation */
  history: { at: number; amount: number; cancelled: number }[];
};

export type OrderState = {
  plan: OrderPlan;
  state: "New" | "Acknowledged" | "Closed";
  /** last change by Amazon; null while it is as placed [M] */
  changedAt: number | null;
  stateChangedAt: number;
  acknowledgedAt: number | null;
  updatedAt: number;
  window: { start: number; end: number };
  lines: LineState[];
};

/** The order as Amazon would show it at `at`: the plan with every event up to then. */
export function orderStateAt(plan: OrderPlan, at: number): OrderState {
  const state: OrderState = {
    plan,
    state: "New",
    changedAt: null,
    stateChangedAt: plan.createdAt,
    acknowledgedAt: null,
    updatedAt: plan.createdAt,
    window: plan.window,
    lines: plan.lines.map((line) => ({
      plan: line,
      amount: line.amount,
      cost: line.cost,
      accepted: null,
      rejected: 0,
      received: 0,
      lastReceivedAt: null,
      history: [{ at: plan.createdAt, amount: line.amount, cancelled: 0 }],
    })),
  };
  let receipts = 0;
  for (const event of plan.events) {
    if (event.at > at) break;
    if (event.kind === "receive") receive(state, event, receipts++);
    else applyEvent(state, event);
    state.updatedAt = event.at;
  }
  return state;
}

type Applied = Exclude<OrderEvent, { kind: "receive" }>;

function applyEvent(state: OrderState, event: Applied): void {
  if (event.kind === "acknowledge") acknowledge(state, event.at, event.acceptedShare);
  else if (event.kind === "answer") answerLines(state, event);
  else if (event.kind === "close") moveTo(state, "Closed", event.at);
  else applyChange(state, event);
}

/** What Amazon changes: the only events that set purchaseOrderChangedDate [M]. */
function applyChange(
  state: OrderState,
  event: Exclude<Applied, { kind: "acknowledge" | "answer" | "close" }>,
): void {
  state.changedAt = event.at;
  if (event.kind === "window") {
    state.window = { start: event.start, end: event.end };
  } else if (event.kind === "cancel-order") {
    for (const line of state.lines) setAmount(line, 0, event.at);
    moveTo(state, "Closed", event.at);
  } else {
    const line = state.lines.find((one) => one.plan.sequence === event.line);
    if (line && event.kind === "cost") line.cost = event.cost;
    else if (line && event.kind !== "cost")
      setAmount(line, event.kind === "quantity" ? event.amount : 0, event.at);
  }
}

/** Last instant up to `at` at which an event of one of the kinds happened; null when none did. */
export function lastEventAt(
  plan: OrderPlan,
  at: number,
  kinds: (kind: OrderEvent["kind"]) => boolean,
): number | null {
  let last: number | null = null;
  for (const event of plan.events) {
    if (event.at > at) break;
    if (kinds(event.kind)) last = event.at;
  }
  return last;
}

function moveTo(state: OrderState, to: OrderState["state"], at: number): void {
  if (state.state === to) return;
  state.state = to;
  state.stateChangedAt = at;
}

function acknowledge(state: OrderState, at: number, share?: number): void {
  for (const line of state.lines) {
    line.accepted = Math.floor(line.amount * (share ?? line.plan.acceptedShare));
    line.rejected = line.amount - line.accepted;
  }
  state.acknowledgedAt = at;
  if (state.state === "New") moveTo(state, "Acknowledged", at);
}

/** A later answer replaces the earlier one of the same line; Amazon may have lowered the line meanwhile. */
function answerLines(state: OrderState, event: OrderEvent & { kind: "answer" }): void {
  for (const answer of event.lines) {
    const line = state.lines.find((one) => one.plan.sequence === answer.line);
    if (!line) continue;
    line.accepted = Math.min(answer.accepted, line.amount);
    line.rejected = Math.min(answer.rejected, line.amount - line.accepted);
  }
  state.acknowledgedAt = event.at;
  if (state.state === "New") moveTo(state, "Acknowledged", event.at);
}

/** Cancelled means quantity 0; what was accepted of a smaller quantity shrinks with it. */
function setAmount(line: LineState, amount: number, at: number): void {
  line.history.push({ at, amount, cancelled: Math.max(0, line.amount - amount) });
  line.amount = amount;
  if (line.accepted === null) return;
  line.accepted = Math.min(line.accepted, amount);
  line.rejected = Math.min(line.rejected, amount - line.accepted);
}

function receive(state: OrderState, event: OrderEvent & { kind: "receive" }, receipt: number): void {
  for (const line of state.lines) {
    const due = line.accepted ?? line.amount;
    const share = event.share ?? line.plan.receivedShares[receipt] ?? 0;
    const isLast = event.share === undefined && receivesAll(line.plan, receipt);
    const arriving = isLast ? due - line.received : Math.min(due - line.received, Math.round(due * share));
    if (arriving <= 0) continue;
    line.received += arriving;
    line.lastReceivedAt = event.at;
  }
}

/** True at the receipt that completes a line whose shares add up to the whole: rounding leaves nothing open. */
function receivesAll(plan: LinePlan, receipt: number): boolean {
  if (receipt !== plan.receivedShares.length - 1) return false;
  return plan.receivedShares.reduce((sum, share) => sum + share, 0) > 0.999;
}
