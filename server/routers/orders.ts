import { z } from "zod";
import { findCountry } from "@/server/acorn/regions";
import { fetchOrder } from "@/server/modules/orders/fetch-order";
import { findNeighbours, type Neighbour } from "@/server/modules/orders/find-neighbours";
import { getOrder, getOrderOriginal } from "@/server/modules/orders/get-order";
import { listOrdersInput, orderFilter, orderSort, poNumber } from "@/server/modules/orders/input";
import { listOrders, summariseOrders } from "@/server/modules/orders/list-orders";
import { seeChange } from "@/server/modules/orders/see-change";
import { publicId } from "@/server/platform/ids";
import { publicIdOf } from "./public-id";
import { allowed, router } from "./trpc";

/** Filters as a browser names them: connections by public id. */
const filter = orderFilter.extend({ connection: z.array(publicIdOf("connection")).max(200).optional() });

const original = z.union([
  z.enum(["order", "status"]),
  z.object({ change: publicIdOf("change"), side: z.enum(["before", "after"]) }),
]);

export const ordersRouter = router({
  list: allowed("order.view")
    .input(listOrdersInput.extend({ filter }))
    .query(async ({ ctx, input }) => {
      const page = await listOrders(ctx.tenant, input);
      return {
        ...page,
        rows: page.rows.map((row) => ({
          ...row,
          id: publicId("order", row.id),
          connectionId: publicId("connection", row.connectionId),
          amazonZone: findCountry(row.country)?.timeZone ?? null,
        })),
      };
    }),
  summary: allowed("order.view")
    .input(z.object({ filter }))
    .query(({ ctx, input }) => summariseOrders(ctx.tenant, input.filter)),
  get: allowed("order.view")
    .input(z.object({ order: publicIdOf("order") }))
    .query(async ({ ctx, input }) => showOrder(await getOrder(ctx.tenant, input.order))),
  neighbours: allowed("order.view")
    .input(z.object({ order: publicIdOf("order"), filter, sort: orderSort }))
    .query(async ({ ctx, input }) => {
      const found = await findNeighbours(ctx.tenant, input);
      return { ...found, previous: showNeighbour(found.previous), next: showNeighbour(found.next) };
    }),
  original: allowed("order.view")
    .input(z.object({ order: publicIdOf("order"), which: original }))
    .query(({ ctx, input }) => getOrderOriginal(ctx.tenant, input)),
  fetch: allowed("order.fetch")
    .input(z.object({ connection: publicIdOf("connection"), number: poNumber }))
    .mutation(async ({ ctx, input }) => {
      const { id, outcome } = await fetchOrder(ctx.tenant, input);
      return { id: publicId("order", id), outcome };
    }),
  seeChange: allowed("order.see-change")
    .input(z.object({ order: publicIdOf("order"), version: z.number().int().min(1).max(1_000_000) }))
    .mutation(({ ctx, input }) => seeChange(ctx.tenant, input)),
});

const showNeighbour = (found: Neighbour | null) => found && { ...found, id: publicId("order", found.id) };

type FoundOrder = Awaited<ReturnType<typeof getOrder>>;

/** An order without the ids of rows that a browser has no use for. */
function showOrder({ tenantId: _, archiveId: __, statusArchiveId, ...found }: FoundOrder) {
  return {
    ...found,
    id: publicId("order", found.id),
    connectionId: publicId("connection", found.connectionId),
    connection: { ...found.connection, id: publicId("connection", found.connection.id) },
    hasStatusOriginal: statusArchiveId !== null,
    lines: found.lines.map(({ tenantId: _, orderId: __, ...line }) => line),
    changes: found.changes.map((change) => ({
      id: publicId("change", change.id),
      version: change.version,
      seenAt: change.seenAt,
      amazonChangedAt: change.amazonChangedAt,
      changes: change.changes,
    })),
  };
}
