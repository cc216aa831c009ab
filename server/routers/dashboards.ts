import { z } from "zod";
import { findCountry } from "@/server/acorn/regions";
import { dueWork } from "@/server/modules/dashboards/due-work";
import { listFreshness } from "@/server/modules/dashboards/freshness";
import { regionalSummary } from "@/server/modules/dashboards/regional-summary";
import { tenantsOverview } from "@/server/modules/dashboards/tenants-overview";
import { weeklyValue } from "@/server/modules/dashboards/weekly-value";
import { asId, publicId } from "@/server/platform/ids";
import { allowed, personal, router } from "./trpc";

export const dashboardsRouter = router({
  due: allowed("work.view")
    .input(z.object({ by: z.enum(["due", "money"]).default("due") }))
    .query(async ({ ctx, input }) => {
      const due = await dueWork(ctx.tenant, input);
      return {
        ...due,
        rows: due.rows.map((row) => ({
          ...row,
          subjectId: publicId(row.subjectKind, asId(row.subjectId)),
          connectionId: row.connectionId && publicId("connection", row.connectionId),
          ...marketFacts(row.country),
        })),
      };
    }),
  markets: allowed("order.view").query(({ ctx }) => regionalSummary(ctx.tenant)),
  weeks: allowed("order.view").query(({ ctx }) => weeklyValue(ctx.tenant)),
  tenants: personal().query(async ({ ctx }) => {
    const rows = await tenantsOverview(ctx.person.id, ctx.clock.now());
    return rows.map(({ publicId: id, connectionIds, ...row }) => ({
      ...row,
      id,
      isLimited: connectionIds !== null,
    }));
  }),
  freshness: allowed("connection.view").query(async ({ ctx }) => {
    const rows = await listFreshness(ctx.tenant);
    return rows.map((row) => ({ ...row, connectionId: publicId("connection", row.connectionId) }));
  }),
});

/** What a page shows of a market, so that it need not carry the table of all of them. */
function marketFacts(country: string | null) {
  const found = country === null ? null : findCountry(country);
  return { amazonZone: found?.timeZone ?? null, portalHost: found?.vendorCentralHost ?? null };
}
