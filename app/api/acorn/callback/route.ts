import { handleConsent } from "@/server/routers/handle-consent";

export const dynamic = "force-dynamic";
export { handleConsent as GET };
