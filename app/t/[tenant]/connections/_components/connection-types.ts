import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/root";

type AllOutputs = inferRouterOutputs<AppRouter>;
type Outputs = AllOutputs["connections"];

export type ConnectionRow = Outputs["list"][number];
export type FlowRow = ConnectionRow["flows"][number];
export type SyncRun = Outputs["run"];
export type DeveloperApp = Outputs["apps"][number];
export type FlowName = FlowRow["flow"];
export type Frequency = FlowRow["frequency"];
export type ShadowRow = AllOutputs["acknowledgements"]["shadow"]["rows"][number];
