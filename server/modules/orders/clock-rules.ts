/** every PO is to be answered within a day of its date (ACORN.md §10 [D]) */
export const answerHours = 24;
/** quantities and costs may change so long [D]; that the clock starts with the PO's date is our assumption [U] */
export const changeHours = 48;
const hourMs = 3_600_000;

/** Until when the PO wants its answer, and until when quantities and cost may still change. */
export function answerClocks(orderedAt: Date): { answerBy: Date; changeBy: Date } {
  const after = (hours: number) => new Date(orderedAt.getTime() + hours * hourMs);
  return { answerBy: after(answerHours), changeBy: after(changeHours) };
}
