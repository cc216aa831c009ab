import { hasJobsServer } from "@/server/jobs/client";
import { readHealth } from "@/server/modules/health/read-health";
import { env } from "@/server/platform/env";
import { createLogger } from "@/server/platform/log";

export const dynamic = "force-dynamic";

/** 503 only when the database is down: everything else still serves people. */
export async function GET(): Promise<Response> {
  const settings = env();
  const health = await readHealth({
    hasJobsServer: hasJobsServer(settings),
    log: createLogger("health", settings.LOG_LEVEL),
  });
  return Response.json(health, {
    status: health.status === "down" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
