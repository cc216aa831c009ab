import { type Refusal, refusals } from "@/server/modules/connections/rules";

export type Answer = { kind: "connected"; id: string } | { kind: "refused"; reason: Refusal };

/** What came of a consent, as the address says it; anything strange is no answer at all. */
export function readAnswer(query: Record<string, string | string[] | undefined>): Answer | null {
  const { connected, refused } = query;
  if (typeof connected === "string") return { kind: "connected", id: connected };
  if (typeof refused !== "string") return null;
  return { kind: "refused", reason: refusals.find((one) => one === refused) ?? "internal" };
}
