/** Days in which an owner can still keep a workspace that is to be deleted. */
export const wayBackDays = 7;

const dayMs = 86_400_000;

/** The instant from which nothing of the workspace is left. */
export function endOf(askedAt: Date): Date {
  return new Date(askedAt.getTime() + wayBackDays * dayMs);
}

export type Ending = { kind: "lives" } | { kind: "ends"; at: Date } | { kind: "over"; at: Date };

/** Where a workspace stands on its way out; at the very instant of its end it is over. */
export function endingOf(deletionDueAt: Date | null, now: Date): Ending {
  if (deletionDueAt === null) return { kind: "lives" };
  return { kind: deletionDueAt.getTime() > now.getTime() ? "ends" : "over", at: deletionDueAt };
}

/** The typed word is the name itself: spaces at its ends do not count, everything else does. */
export function isName(typedWord: string, name: string): boolean {
  return typedWord.trim() === name.trim();
}
