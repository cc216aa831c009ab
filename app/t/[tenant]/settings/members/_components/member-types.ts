import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/root";

type Outputs = inferRouterOutputs<AppRouter>["members"];
export type Members = Outputs["list"];
export type MemberRow = Members["members"][number];
export type InvitationRow = Outputs["invitations"][number];
export type Invited = Outputs["invite"][number];
export type Role = MemberRow["role"];
