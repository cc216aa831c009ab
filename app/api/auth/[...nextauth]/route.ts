import { after } from "next/server";
import { handleAuth } from "@/server/access/handle-auth";
import { acceptInvitation } from "@/server/modules/members/accept-invitation";
import { createTenant } from "@/server/modules/tenants/create-tenant";

export const dynamic = "force-dynamic";

function handle(request: Request): Promise<Response> {
  return handleAuth(request, { defer: after, createTenant, acceptInvitation });
}

/** A GET is the company's sign-on and nothing else. */
export { handle as GET, handle as POST };
