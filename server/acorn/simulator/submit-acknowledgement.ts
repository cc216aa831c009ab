import { type Answer, invalidInput, jsonAnswer } from "./answers";
import { minute } from "./calendar";
import type { FaultName } from "./fault-table";
import type { VendorGroup } from "./groups";
import { type Judgement, judgeAcknowledgement } from "./judge-acknowledgement";
import { orderStateAt } from "./order-state";
import { readAcknowledgements, type WireAcknowledgement } from "./read-acknowledgement";
import { delaysOf } from "./submissions";
import type { WireError } from "./wire-types";
import type { World } from "./world";

const operation = "submitAcknowledgement";
const lateFailMs = 10 * minute;
const lateShowMs = 40 * minute;
const noDetails: WireError = { code: "NotAvailable", message: "Error details are not available." };

type Of = { group: VendorGroup; bytes: Buffer; fault: FaultName | null };

/**
 * submitAcknowledgement [M]: 202 and a transaction id for whatever fits the model; what Amazon thinks of it shows later,
 * in the transaction and in the status of the order.
 */
export function submitAcknowledgement(world: World, of: Of): Answer {
  const read = readAcknowledgements(of.bytes.toString("utf8"));
  if ("fault" in read) return invalidInput(read.fault);
  const [first] = read;
  if (!first) return invalidInput("no acknowledgement");
  const judged = read.map((given) => ({ given, judgement: judge(world, of.group, given) }));
  const failed = judged.flatMap(({ judgement }) => (judgement.kind === "failed" ? judgement.errors : []));
  const { failsAt, visibleAt } = fateOf(world, of.fault, { number: first.purchaseOrderNumber, failed });
  // one bad answer fails the whole document
  if (visibleAt !== null && failed.length === 0) {
    for (const { given, judgement } of judged) apply(world, of, { given, judgement, at: visibleAt });
  }
  const errors = failed.length > 0 ? failed : failsAt === null ? [] : [noDetails];
  const { transactionId } = world.submissions.add({
    operation,
    group: of.group.id,
    number: first.purchaseOrderNumber,
    at: world.clock.now(),
    bytes: of.bytes,
    failsAt,
    // [I docs#297]: the reason is not always told
    errors: world.switches.failureDetailsMissing ? errors.map(() => noDetails) : errors,
    visibleAt,
  });
  return jsonAnswer(202, { payload: { transactionId } });
}

function judge(world: World, group: VendorGroup, given: WireAcknowledgement): Judgement {
  const at = world.clock.now();
  const plan = world.bookOf(group).find(given.purchaseOrderNumber, at);
  return judgeAcknowledgement(given, plan && orderStateAt(plan, at), { at, rules: world.switches });
}

function fateOf(
  world: World,
  fault: FaultName | null,
  { number, failed }: { number: string; failed: readonly WireError[] },
): { failsAt: number | null; visibleAt: number | null } {
  const at = world.clock.now();
  const delays = delaysOf(world.seed, number, at);
  if (fault === "fail-late") return { failsAt: at + lateFailMs, visibleAt: null };
  if (failed.length > 0) return { failsAt: at + delays.failMs, visibleAt: null };
  if (fault === "no-effect") return { failsAt: null, visibleAt: null };
  const showMs = fault === "late-effect" ? lateShowMs : fault === "early-effect" ? 0 : delays.showMs;
  return { failsAt: null, visibleAt: at + showMs };
}

/** Enters the answer into the fate of its order; what somebody else would have answered later does not happen then. */
function apply(
  world: World,
  { group, fault }: Of,
  { given, judgement, at }: { given: WireAcknowledgement; judgement: Judgement; at: number },
): void {
  if (judgement.kind !== "taken") return;
  const book = world.bookOf(group);
  const plan = book.find(given.purchaseOrderNumber, world.clock.now());
  if (!plan) return;
  // "wrong-effect": Amazon shows one less than was sent on the first line that has any
  const index = fault === "wrong-effect" ? judgement.lines.findIndex((line) => line.accepted > 0) : -1;
  const lines = judgement.lines.map((line, i) =>
    i === index ? { ...line, accepted: line.accepted - 1, rejected: line.rejected + 1 } : line,
  );
  book.happen(plan, { at, kind: "answer", lines });
}
