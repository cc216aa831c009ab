import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/root";

type Outputs = inferRouterOutputs<AppRouter>["connections"];

export type ConnectionRow = Outputs["list"][number];
export type FlowRow = ConnectionRow["flows"][number];
export type SyncRun = Outputs["run"];
export type DeveloperApp = Outputs["apps"][number];
export type FlowName = FlowRow["flow"];
export type Frequency = FlowRow["frequency"];
