/** Places at which a sender is struck, in the order in which a document passes them. */
export const steps = [
  "before-intent",
  "intent-committed",
  "request-half-sent",
  "sent-no-answer",
  "answer-not-committed",
  "committed-no-event",
  "look-not-committed",
] as const;
export type Step = (typeof steps)[number];
/** Two of them lie on the wire, where the sender itself cannot stop: the proxy strikes there. */
export const wireSteps: readonly Step[] = ["request-half-sent", "sent-no-answer"];

/** Strikes when the step is passed for the `nth` time: dies, or says so and waits to be let go. */
export type Failpoint = { step: Step; nth: number; action: "kill" | "hold" };

/** One life of a sender at one instant: all that is due, or of these documents alone. */
export type LifeOrder = {
  kind: "live";
  at: string;
  failpoint: Failpoint | null;
  only: readonly string[] | null;
  /** a road that is broken on purpose: it repeats without having looked */
  isBlind: boolean;
};
export type SenderMessage = LifeOrder | { kind: "go" };
export type SenderReport = { kind: "held" } | { kind: "done"; faults: string[] };

/** Where a process that takes a person's answer dies. */
export const answerSteps = ["before-transaction", "not-committed", "committed-no-reply"] as const;
export type AnswerStep = (typeof answerSteps)[number];
