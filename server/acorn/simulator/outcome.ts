import type { Answer } from "./answers";
import type { CallFacts, Strike } from "./faults";
import { type Instead, strikeBefore } from "./strike-before";
import type { World } from "./world";

/** What an endpoint decided about a call, and what the ledger says about it. */
export type Outcome = {
  operation: string;
  group: string | null;
  app: string | null;
  page: number | null;
  strike: Strike | null;
  result: Instead;
};

/** Counts the call with the armed faults; does the work unless a fault stands in its place. */
export function withFaults(
  world: World,
  call: CallFacts & { app: string | null },
  work: (strike: Strike | null) => Answer,
): Outcome {
  const strike = world.faults.strike(call);
  const instead = strike ? strikeBefore(strike) : null;
  const { operation, group, app, page } = call;
  return { operation, group, app, page, strike, result: instead ?? { kind: "answer", answer: work(strike) } };
}
