import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/root";

export type SubmissionRow = inferRouterOutputs<AppRouter>["submissions"]["list"][number];
export type SubmissionStep = SubmissionRow["events"][number];
