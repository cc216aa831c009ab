import { type Answer, invalidInput } from "./answers";
import { argumentsText } from "./list-query";
import type { OrderPlan } from "./order-plan";
import type { World } from "./world";

type Key = { at: number; number: string };

/** What a nextToken remembers. The world is shown as it was at `asOf`, so no order is lost or doubled by time. */
export type PageClaim = {
  operation: string;
  group: string;
  /** the arguments of the first page */
  query: string;
  asOf: number;
  page: number;
  /** the last order given, null on the first page */
  after: Key | null;
  /** start of the page before */
  before: Key | null;
};

type Paged = { claim: PageClaim; query: URLSearchParams };

/** Opens the token of a call, or starts a first page. @returns an Answer when the token is not for these arguments. */
export function openPage(
  world: World,
  of: { operation: string; group: string; query: URLSearchParams },
): Paged | Answer {
  const token = of.query.get("nextToken");
  const query = argumentsText(of.query);
  if (token === null) {
    const asOf = world.clock.now();
    const claim = {
      operation: of.operation,
      group: of.group,
      query,
      asOf,
      page: 1,
      after: null,
      before: null,
    };
    return { claim, query: of.query };
  }
  const claim = world.seal.open<PageClaim>("page", token);
  if (!claim || claim.operation !== of.operation || claim.group !== of.group) {
    return invalidInput("nextToken is not valid");
  }
  if (claim.query === query) return { claim, query: of.query };
  // [U]: the model asks to repeat the arguments; what happens otherwise is not said.
  if (world.switches.changedArgumentsRefused) return invalidInput("nextToken belongs to other arguments");
  return { claim, query: new URLSearchParams(claim.query) };
}

export function tokenOf(world: World, claim: PageClaim): string {
  return world.seal.close("page", claim);
}

/** The page number of a call by its token, 1 without one. */
export function pageOf(world: World, query: URLSearchParams): number {
  const token = query.get("nextToken");
  return (token && world.seal.open<PageClaim>("page", token)?.page) || 1;
}

export type Slice = { plans: OrderPlan[]; next: PageClaim | null };

/** Cuts one page out of the sorted orders, behind the key `from`: exact also when an order has left the list. */
export function slicePage(
  sorted: readonly OrderPlan[],
  at: PageClaim,
  cut: { limit: number; from: Key | null },
): Slice {
  const { from, limit } = cut;
  const isAscending = at.query.split("&").includes("sortOrder=ASC") && isSortedUp(sorted);
  const isBehind = (plan: OrderPlan, key: Key) => {
    const order =
      plan.createdAt - key.at || (plan.number > key.number ? 1 : plan.number < key.number ? -1 : 0);
    return isAscending ? order > 0 : order < 0;
  };
  const found = from ? sorted.findIndex((plan) => isBehind(plan, from)) : 0;
  const start = found < 0 ? sorted.length : found;
  const plans = sorted.slice(start, start + limit);
  const last = plans.at(-1);
  if (!last || start + limit >= sorted.length) return { plans, next: null };
  const after = { at: last.createdAt, number: last.number };
  return { plans, next: { ...at, page: at.page + 1, after, before: from } };
}

/** ASC may be ignored [I]: the list itself tells which way it runs. */
function isSortedUp(sorted: readonly OrderPlan[]): boolean {
  return (sorted[0]?.createdAt ?? 0) <= (sorted.at(-1)?.createdAt ?? 0);
}
