import type { ServiceRecord } from "@/db/health-door";
import type { JobsHealth } from "@/db/jobs-door";

export type CheckState = "ok" | "degraded" | "down";
export type Health = {
  status: CheckState;
  checks: { database: CheckState; jobs: CheckState; acorn: CheckState; mail: CheckState };
};

/** The engine writes every 10 s; three in a row missing is a standstill. */
const heartbeatMs = 30_000;

/** Health from what was written down; the database is `down` when it could not be asked at all. */
export function judgeHealth(
  found: { services: readonly ServiceRecord[]; engine: JobsHealth; now: Date } | null,
  hasJobsServer: boolean,
): Health {
  if (!found) {
    return {
      status: "down",
      checks: { database: "down", jobs: "degraded", acorn: "degraded", mail: "degraded" },
    };
  }
  const service = (name: ServiceRecord["service"]) =>
    judgeService(found.services.find((row) => row.service === name));
  const checks = {
    database: "ok",
    jobs: hasJobsServer ? "ok" : judgeEngine(found.engine, found.now),
    acorn: service("acorn"),
    mail: service("mail"),
  } as const;
  const isWhole = Object.values(checks).every((state) => state === "ok");
  return { status: isWhole ? "ok" : "degraded", checks };
}

function judgeEngine(engine: JobsHealth, now: Date): CheckState {
  if (!engine.at) return "down";
  return now.getTime() - engine.at.getTime() <= heartbeatMs ? "ok" : "down";
}

/** A service never used is no worse than one that answered; the last word counts. */
function judgeService(record: ServiceRecord | undefined): CheckState {
  if (!record?.failedAt) return "ok";
  return record.okAt && record.okAt >= record.failedAt ? "ok" : "degraded";
}
