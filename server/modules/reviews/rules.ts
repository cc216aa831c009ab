/** a review is answered within so long */
const answerMs = 14 * 86_400_000;

/** "2026-Q4": the quarter of the calendar, in UTC. */
export function quarterOf(at: Date): string {
  return `${at.getUTCFullYear()}-Q${Math.floor(at.getUTCMonth() / 3) + 1}`;
}

/** What `quarterOf` made, to be said in words; null for any other text. */
export function readQuarter(text: string): { year: string; quarter: number } | null {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(text) ?? [];
  return year && quarter ? { year, quarter: Number(quarter) } : null;
}

export function quarterBegan(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), Math.floor(at.getUTCMonth() / 3) * 3));
}

/** By itself a review is opened in a quarter that began while the tenant was already there. */
export function isReviewDue(tenantCreatedAt: Date, now: Date): boolean {
  return tenantCreatedAt < quarterBegan(now);
}

export function reviewDueAt(openedAt: Date): Date {
  return new Date(openedAt.getTime() + answerMs);
}
