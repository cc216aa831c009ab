import { pools } from "./client";
import { type JobsHealth, readJobsHealth } from "./jobs-door";

export type ServiceRecord = {
  service: "acorn" | "mail";
  okAt: Date | null;
  failedAt: Date | null;
  failedCode: string | null;
};

/** What the processes wrote down of themselves and of the services they use. Throws when the database is away. */
export async function readHealthRecords(): Promise<{
  services: ServiceRecord[];
  engine: JobsHealth;
  now: Date;
}> {
  const { app } = pools();
  const services = await app<ServiceRecord[]>`
    select service, ok_at as "okAt", failed_at as "failedAt", failed_code as "failedCode" from list_services()`;
  const engine = await readJobsHealth();
  const [clock] = await app<{ now: Date }[]>`select now() as now`;
  return { services: [...services], engine, now: clock?.now ?? new Date() };
}

/** Writes down how a service fared: `failure` is a code of ours, null = it answered. */
export async function reportService(
  service: ServiceRecord["service"],
  failure: string | null,
): Promise<void> {
  await pools().app`select report_service(${service}, ${failure})`;
}
