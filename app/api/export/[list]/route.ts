import { handleExport } from "@/server/routers/handle-export";

export const dynamic = "force-dynamic";

/** A list as a file; `?tenant=…&input=…` as a procedure of that list takes it. */
export async function GET(request: Request, { params }: { params: Promise<{ list: string }> }) {
  return handleExport(request, (await params).list);
}
