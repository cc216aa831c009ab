import { and, eq, type SQL, sql } from "drizzle-orm";
import { order } from "@/db/schema/orders";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { ListOrdersInput } from "./input";
import { afterKey, inOrder, keyOf } from "./list-orders";
import { whereOrders } from "./order-filter-sql";

type Sort = ListOrdersInput["sort"];
export type Neighbour = { id: Id<"order">; number: string };

/**
 * The orders before and after this one in a list, and its place in it. An order that has left the list meanwhile
 * keeps the place that its sort values give it, so that going on from it still works.
 */
export async function findNeighbours(
  ctx: Ctx,
  input: { order: Id<"order"> } & Pick<ListOrdersInput, "filter" | "sort">,
): Promise<{ previous: Neighbour | null; next: Neighbour | null; position: number; total: number }> {
  requireAction(ctx, "order.view");
  return transact(ctx, async (tx) => {
    const [here] = await tx
      .select({ key: keyOf(input.sort) })
      .from(order)
      .where(and(eq(order.tenantId, ctx.tenantId), eq(order.id, input.order)));
    if (!here) throw notFound("order");
    const inList = whereOrders(tx, ctx.tenantId, input.filter, ctx.clock.now());
    const back = reversed(input.sort);
    const before = and(inList, afterKey(back, here.key));
    const [counts] = await tx
      .select({
        before: sql<number>`count(*) filter (where ${afterKey(back, here.key)})::int`,
        total: sql<number>`count(*)::int`,
      })
      .from(order)
      .where(inList);
    return {
      previous: await first(tx, before, back),
      next: await first(tx, and(inList, afterKey(input.sort, here.key)), input.sort),
      position: (counts?.before ?? 0) + 1,
      total: counts?.total ?? 0,
    };
  });
}

const reversed = (sort: Sort): Sort =>
  sort.map(({ by, direction }) => ({ by, direction: direction === "asc" ? "desc" : "asc" }));

async function first(tx: Tx, where: SQL | undefined, sort: Sort): Promise<Neighbour | null> {
  const [found] = await tx
    .select({ id: order.id, number: order.number })
    .from(order)
    .where(where)
    .orderBy(...inOrder(sort))
    .limit(1);
  return found ?? null;
}
