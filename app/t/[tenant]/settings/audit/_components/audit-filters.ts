import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AddressParts } from "@/components/data-table/address-state";
import { actorKinds, auditOutcomes } from "@/server/modules/audit/input";
import { nextDay, startOfDay } from "@/server/platform/zoned-time";
import type { AppRouter } from "@/server/routers/root";

export type AuditRow = inferRouterOutputs<AppRouter>["audit"]["list"]["rows"][number];
export type AuditFilter = inferRouterInputs<AppRouter>["audit"]["list"]["filter"];
type ActorKind = (typeof actorKinds)[number];
type Outcome = (typeof auditOutcomes)[number];

export type AuditFilterState = {
  person: string[] | null;
  job: string[] | null;
  kind: ActorKind[] | null;
  action: string[] | null;
  outcome: Outcome | null;
  subject: string | null;
  /** plain days in the reader's zone, both included */
  from: string | null;
  to: string | null;
};

export const noAuditFilters: AuditFilterState = {
  person: null,
  job: null,
  kind: null,
  action: null,
  outcome: null,
  subject: null,
  from: null,
  to: null,
};

const listOf = <T extends string>(isOne: (text: string) => text is T, most: number) => ({
  parse: (text: string): T[] | null => {
    const known = [...new Set(text.slice(0, 4000).split(",").filter(isOne))].slice(0, most);
    return known.length > 0 ? known : null;
  },
  serialize: (list: readonly T[]) => list.join(","),
});
const shaped =
  (shape: RegExp) =>
  (text: string): text is string =>
    shape.test(text);
const day = {
  parse: (text: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null,
  serialize: (text: string) => text,
};

/** Filters of the audit in the address; anything else in it is left out. */
export const auditFilterParsers: AddressParts<AuditFilterState> = {
  person: listOf(shaped(/^us_[0-9a-hjkmnp-tv-z]{26}$/), 50),
  job: listOf(shaped(/^[a-z][a-z-]{0,39}$/), 50),
  kind: listOf((text): text is ActorKind => actorKinds.some((one) => one === text), actorKinds.length),
  action: listOf(shaped(/^[a-z][a-z-]{0,39}\.[a-z][a-z-]{0,39}$/), 60),
  outcome: { parse: (text) => auditOutcomes.find((one) => one === text) ?? null, serialize: String },
  subject: {
    parse: (text) => (/^[a-z]{2}_[0-9a-hjkmnp-tv-z]{26}$/.test(text) ? text : null),
    serialize: (text) => text,
  },
  from: day,
  to: day,
};
export const auditFilterKeys = {} as const;

export const auditPageSize = 100;

/** What the server is asked for. */
export function toAuditFilter(state: AuditFilterState, zone: string): AuditFilter {
  const { from, to, ...rest } = state;
  const asked = {
    ...rest,
    from: from && startOfDay(from, zone).toISOString(),
    to: to && startOfDay(nextDay(to), zone).toISOString(),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null));
}
