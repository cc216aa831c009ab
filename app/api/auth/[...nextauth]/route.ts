import { after } from "next/server";
import { handleAuth } from "@/server/access/handle-auth";
import { createTenant } from "@/server/modules/tenants/create-tenant";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return handleAuth(request, { defer: after, createTenant });
}

/** The company's sign-on answers here. */
export function GET(request: Request): Promise<Response> {
  return handleAuth(request, { defer: after, createTenant });
}
