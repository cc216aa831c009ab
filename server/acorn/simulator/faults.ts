import { type FaultName, faultTable } from "./fault-table";

export type FaultSpec = {
  /** operation id, `token`, or `*` */
  operation: string;
  /** one vendor group; all when absent */
  group?: string | undefined;
  fault: FaultName;
  /** counted from the moment the fault is set: nth matching call, page k of a listing, or every call */
  at?: "always" | { call: number } | { page: number } | undefined;
  /** how often it strikes; default once, for `always` without end */
  count?: number | undefined;
  /** lapses so many real milliseconds after it was set */
  forMs?: number | undefined;
  /** for throttle */
  retryAfterSeconds?: number | undefined;
};
export type Strike = { fault: FaultName; retryAfterSeconds: number | undefined };
export type CallFacts = { operation: string; group: string | null; page: number };

type Armed = { spec: FaultSpec; seen: number; struck: number; setAt: number };

export type Faults = {
  add(spec: FaultSpec): void;
  list(): { spec: FaultSpec; seen: number; struck: number }[];
  clear(): void;
  /** counts the call with every matching fault and @returns the first that strikes */
  strike(call: CallFacts): Strike | null;
};

export function createFaults(monotonicMs: () => number): Faults {
  let armed: Armed[] = [];
  return {
    add: (spec) => {
      armed.push({ spec, seen: 0, struck: 0, setAt: monotonicMs() });
    },
    list: () => armed.map(({ spec, seen, struck }) => ({ spec, seen, struck })),
    clear: () => {
      armed = [];
    },
    strike: (call) => {
      let strike: Strike | null = null;
      for (const one of armed) {
        if (!matches(one, call, monotonicMs())) continue;
        one.seen++;
        if (strike || !isDue(one, call)) continue;
        one.struck++;
        strike = { fault: one.spec.fault, retryAfterSeconds: one.spec.retryAfterSeconds };
      }
      return strike;
    },
  };
}

function matches({ spec, setAt }: Armed, call: CallFacts, nowMs: number): boolean {
  if (spec.operation !== "*" && spec.operation !== call.operation) return false;
  // A fault of the token endpoint answers in LWA's words and makes no sense elsewhere.
  if (faultTable[spec.fault].place === "token" && call.operation !== "token") return false;
  if (spec.group !== undefined && spec.group !== call.group) return false;
  return spec.forMs === undefined || nowMs - setAt < spec.forMs;
}

function isDue({ spec, seen, struck }: Armed, call: CallFacts): boolean {
  const at = spec.at ?? "always";
  const count = spec.count ?? (at === "always" ? Number.POSITIVE_INFINITY : 1);
  if (struck >= count) return false;
  if (at === "always") return true;
  if ("page" in at) return call.page === at.page;
  return seen >= at.call;
}
