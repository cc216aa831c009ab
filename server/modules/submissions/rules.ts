import type { SubmissionState } from "@/db/words";
import type { HandOutcome } from "./input";

const minuteMs = 60_000;
/** when Amazon is asked about a document, in minutes after it was sent */
const checkMinutes = [1, 2, 5, 10, 15, 30, 60, 6 * 60, 24 * 60] as const;
/** no Failure for so long counts as accepted, and stays revocable [D] */
const presumedAfterMs = 15 * minuteMs;
/** no trace for so long: a case with Amazon is due [D] */
const caseAfterMs = 30 * minuteMs;

/** @returns when to ask next about what was sent at `sentAt`; null after the last time. */
export function nextCheckAt(sentAt: Date, now: Date): Date | null {
  const due = checkMinutes.map((minutes) => new Date(sentAt.getTime() + minutes * minuteMs));
  return due.find((at) => at.getTime() > now.getTime()) ?? null;
}

/** What Amazon shows of a document that it took in. */
export type Seen = {
  transaction: "processing" | "succeeded" | "failed" | null;
  /** the kind's own look at what Amazon now holds; null where no such look exists */
  readBack: "verified" | "mismatch" | "not-yet" | null;
};

type Waiting = { state: SubmissionState; sentAt: Date };

/**
 * Where a document stands by all that is known now; the same state when nothing new is. What Amazon holds outranks what
 * it says of the transaction, and a Failure revokes a presumption however late it comes.
 */
export function judgeSent({ state, sentAt }: Waiting, seen: Seen, now: Date): SubmissionState {
  if (!["sent", "presumed_accepted", "mismatch"].includes(state)) return state;
  if (seen.readBack === "verified") return "verified";
  if (seen.transaction === "failed") return "refused";
  if (seen.readBack === "mismatch") return "mismatch";
  if (seen.transaction === "succeeded") return "verified";
  const isPresumed = now.getTime() - sentAt.getTime() >= presumedAfterMs;
  return state === "sent" && isPresumed ? "presumed_accepted" : state;
}

/** Whether a document has left no trace for so long that Amazon should be asked by a case. */
export function needsCase({ state, sentAt }: Waiting, seen: Seen, now: Date): boolean {
  if (!["sent", "presumed_accepted"].includes(state)) return false;
  return seen.readBack === "not-yet" && now.getTime() - sentAt.getTime() >= caseAfterMs;
}

/** What may be done to an unknown document, by the rule of its kind. */
export type UnknownRule =
  /** sending it again only replaces it: look first, after `lookAfterMs`, then send the same bytes */
  | { kind: "look-then-repeat"; lookAfterMs: number }
  /** nothing but a person, or an imported file, can tell */
  | { kind: "ask" };

export type UnknownStep =
  | { kind: "wait" }
  | { kind: "settle"; state: "verified" | "mismatch" }
  | { kind: "repeat" };

/** The next step with a document whose fate is unclear since `since`, by what Amazon just showed of it. */
export function settleUnknown(
  lookAfterMs: number,
  { since, looked }: { since: Date; looked: NonNullable<Seen["readBack"]> },
  now: Date,
): UnknownStep {
  if (looked !== "not-yet") return { kind: "settle", state: looked };
  return { kind: now.getTime() - since.getTime() < lookAfterMs ? "wait" : "repeat" };
}

/**
 * so late a step says that nobody was here for a while: the road is swept each minute and an event is faster, so an
 * ordinary restart is over by then
 */
const longOverdueMs = 5 * minuteMs;

/** Whether a document waits to leave, or for the look that decides whether it does. */
export function isOpen(state: SubmissionState): boolean {
  return state === "queued" || state === "unknown";
}

type Due = { state: SubmissionState; nextAt: Date; isFromElsewhere: boolean };

/**
 * Whether a document that is due may have left in another life: by a worker that was lost, or by the very database of
 * which this is an older copy. Then what is written here proves nothing, and the wait before a repeat begins anew.
 */
export function mayHaveLeft({ state, nextAt, isFromElsewhere }: Due, now: Date): boolean {
  if (state === "sending") return true;
  return isOpen(state) && (isFromElsewhere || now.getTime() - nextAt.getTime() > longOverdueMs);
}

/** Only what has not left can be taken back. */
export function canWithdraw(state: SubmissionState): boolean {
  return ["draft", "awaiting_approval", "queued"].includes(state);
}

/** What a person may say of a document in this state; empty where its fate is known or still being found out. */
export function settlesByHand(state: SubmissionState): readonly HandOutcome[] {
  if (state === "unknown") return ["arrived", "lost"];
  return state === "refused" || state === "mismatch" ? ["handled"] : [];
}
