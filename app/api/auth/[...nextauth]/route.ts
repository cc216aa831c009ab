import { after } from "next/server";
import { handleAuth } from "@/server/access/handle-auth";
import { acceptInvitation } from "@/server/modules/members/accept-invitation";
import { createTenant } from "@/server/modules/tenants/create-tenant";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return handleAuth(request, { defer: after, createTenant, acceptInvitation });
}
