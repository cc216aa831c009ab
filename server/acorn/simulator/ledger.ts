/** One call as the server saw it. Never holds a token or a body. */
export type LedgerEntry = {
  /** simulated instant, ISO */
  at: string;
  /** monotonic milliseconds, for spacing */
  ms: number;
  operation: string;
  group: string | null;
  app: string | null;
  /** 0 = no answer was given */
  status: number;
  page: number | null;
  /** arguments of an API call without its nextToken; null elsewhere */
  query: string | null;
  fault: string | null;
  requestId: string;
};

export type LedgerTotals = {
  calls: number;
  throttled: number;
  tokenCalls: number;
  byOperation: Record<string, { calls: number; byStatus: Record<string, number> }>;
};

export type Ledger = {
  write(entry: LedgerEntry): void;
  entries(filter?: { operation?: string | undefined; group?: string | undefined }): LedgerEntry[];
  totals(filter?: { operation?: string | undefined; group?: string | undefined }): LedgerTotals;
  clear(): void;
};

const kept = 50_000;

/** The received list that tests judge by; the oldest entries go after 50,000. */
export function createLedger(): Ledger {
  let list: LedgerEntry[] = [];
  const entries: Ledger["entries"] = (filter = {}) =>
    list.filter(
      (entry) =>
        (filter.operation === undefined || entry.operation === filter.operation) &&
        (filter.group === undefined || entry.group === filter.group),
    );
  return {
    write: (entry) => {
      list.push(entry);
      if (list.length > kept * 1.2) list = list.slice(-kept);
    },
    entries,
    totals: (filter) => countCalls(entries(filter)),
    clear: () => {
      list = [];
    },
  };
}

function countCalls(entries: readonly LedgerEntry[]): LedgerTotals {
  const totals: LedgerTotals = { calls: entries.length, throttled: 0, tokenCalls: 0, byOperation: {} };
  for (const entry of entries) {
    if (entry.status === 429) totals.throttled++;
    if (entry.operation === "token") totals.tokenCalls++;
    const one = totals.byOperation[entry.operation] ?? { calls: 0, byStatus: {} };
    one.calls++;
    one.byStatus[entry.status] = (one.byStatus[entry.status] ?? 0) + 1;
    totals.byOperation[entry.operation] = one;
  }
  return totals;
}
