import { amountOf, type LineAnswer } from "./rules";

/** A line of getPurchaseOrdersStatus; figures in the unit of the answer that it is compared with. */
export type ShownLine = {
  sequence: string;
  confirmation: string | null;
  accepted: number | null;
  rejected: number | null;
};
export type LineVerdict = {
  sequence: string;
  /** not-yet: Amazon shows no answer to this line so far */
  kind: "verified" | "mismatch" | "not-yet";
  sent: { accepted: number; rejected: number; backordered: number };
  shown: {
    accepted: number | null;
    rejected: number | null;
    /** ours by inference: Amazon reports none */
    backordered: number | null;
  };
};
export type Verdict = {
  kind: "verified" | "mismatch" | "not-yet";
  lines: LineVerdict[];
};

/** What no status of a PO can prove. */
export const notCheckable = ["shipAt", "deliverAt", "netCost", "reason"] as const;

/** Answers in the units of their lines as eaches, which is how Amazon shows them. */
export function toEaches(lines: readonly (LineAnswer & { unitSize: number })[]): LineAnswer[] {
  return lines.map(({ unitSize, ...answer }) => ({
    ...answer,
    parts: answer.parts.map((part) => ({ ...part, amount: part.amount * unitSize })),
  }));
}

/**
 * What was sent against what Amazon shows now. Accepted and rejected are compared, backordered follows from both. Until
 * every line is answered nothing is verified; a line answered otherwise is a mismatch at once. `before` is what stood
 * when it is not known whether this answer arrived: while Amazon shows just that, it proves nothing of this one.
 */
export function compareAnswer(
  sent: readonly LineAnswer[],
  shown: readonly ShownLine[],
  before: readonly LineAnswer[] = [],
): Verdict {
  const lines = sent.map((answer) => {
    const line = compareLine(answer, shown);
    const earlier = before.find((one) => one.sequence === answer.sequence);
    const isEarlier = earlier && compareLine(earlier, shown).kind === "verified";
    return isEarlier ? { ...line, kind: "not-yet" as const } : line;
  });
  const kind = lines.some((line) => line.kind === "mismatch")
    ? "mismatch"
    : lines.some((line) => line.kind === "not-yet")
      ? "not-yet"
      : "verified";
  return { kind, lines };
}

function compareLine(answer: LineAnswer, shown: readonly ShownLine[]): LineVerdict {
  const { sequence } = answer;
  const sent = {
    accepted: amountOf(answer, "accepted"),
    rejected: amountOf(answer, "rejected"),
    backordered: amountOf(answer, "backordered"),
  };
  const line = shown.find((one) => one.sequence === sequence);
  const isAnswered = line && line.confirmation !== null && line.confirmation !== "unconfirmed";
  // a word without figures is nothing to compare with
  if (!isAnswered || line.accepted === null || line.rejected === null) {
    return {
      sequence,
      kind: "not-yet",
      sent,
      shown: { accepted: null, rejected: null, backordered: null },
    };
  }
  const { accepted, rejected } = line;
  const backordered = sent.accepted + sent.rejected + sent.backordered - accepted - rejected;
  const isSame = accepted === sent.accepted && rejected === sent.rejected;
  return {
    sequence,
    kind: isSame ? "verified" : "mismatch",
    sent,
    shown: { accepted, rejected, backordered },
  };
}
