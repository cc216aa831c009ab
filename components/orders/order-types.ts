import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/root";

type Outputs = inferRouterOutputs<AppRouter>;
type Inputs = inferRouterInputs<AppRouter>;

/** An order as the grid has it, and as its page has it. */
export type OrderRow = Outputs["orders"]["list"]["rows"][number];
export type OrderDetail = Outputs["orders"]["get"];
export type OrderLine = OrderDetail["lines"][number];
export type OrderChange = OrderDetail["changes"][number];
export type FieldChange = OrderChange["changes"][number];
export type OrderStatusCode = OrderRow["status"];
export type OrderFilter = Inputs["orders"]["list"]["filter"];
export type OrderSort = NonNullable<Inputs["orders"]["list"]["sort"]>;
export type OriginalChoice = Inputs["orders"]["original"]["which"];

export type FreshnessRow = Outputs["dashboards"]["freshness"][number];
export type DueRow = Outputs["dashboards"]["due"]["rows"][number];
export type MarketRow = Outputs["dashboards"]["markets"][number];
export type CurrencyWeeks = Outputs["dashboards"]["weeks"][number];
