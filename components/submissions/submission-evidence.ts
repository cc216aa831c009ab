import type { SubmissionRow, SubmissionStep } from "./submission-types";

/** The step in which a document came into its state. */
export function lastStep(row: SubmissionRow): SubmissionStep | undefined {
  return row.events.findLast((step) => step.state === row.state);
}

/** A text among the facts of a step. */
export function factOf(step: SubmissionStep | undefined, name: string): string | null {
  const value = step?.facts[name];
  return typeof value === "string" ? value : null;
}
