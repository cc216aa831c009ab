import { after } from "next/server";
import { handleAuth } from "@/server/access/handle-auth";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return handleAuth(request, { defer: after });
}
