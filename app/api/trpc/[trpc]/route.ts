import { handleTrpc } from "@/server/routers/handle-trpc";

export const dynamic = "force-dynamic";
export { handleTrpc as GET, handleTrpc as POST };
