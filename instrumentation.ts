/** Runs once before the server answers: opens the pools and lets a wrong configuration stop the start. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { connectDatabase } = await import("@/db/client");
  const { env } = await import("@/server/platform/env");
  const { DATABASE_URL, DATABASE_AUTH_URL, DATABASE_SCHEDULER_URL } = env();
  connectDatabase({ app: DATABASE_URL, auth: DATABASE_AUTH_URL, scheduler: DATABASE_SCHEDULER_URL });
}
