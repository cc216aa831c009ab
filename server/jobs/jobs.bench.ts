import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { createLogger } from "@/server/platform/log";
import { createJobsClient } from "./client";
import { connectJobs } from "./engine/connect-jobs";
import { createEmbeddedServer } from "./engine/embedded-server";
import { ingestEvents } from "./engine/ingest-events";
import { startEngine } from "./engine/start-engine";

type Figure = { name: string; value: number; bar: number; better: "higher" | "lower" };

const runs = 500;
const stepsPerRun = 3;

/** Steps a second, from the first event sent to the last run stored, on an empty database. */
export async function benchEngine(urls: { jobsUrl: string }): Promise<Figure[]> {
  const log = createLogger("bench", "warn");
  const sql = connectJobs(urls.jobsUrl, 2);
  const server = createEmbeddedServer(ingestEvents(sql));
  const client = createJobsClient({}, { embeddedFetch: server.fetch, log });
  const bench = client.createFunction(
    { id: "bench", triggers: [{ event: "bench/started" }] },
    async ({ step }) => {
      for (let n = 0; n < stepsPerRun; n++) await step.run(`step ${n}`, () => n);
    },
  );
  const onLost = (why: string) => {
    throw new Error(why);
  };
  const engine = await startEngine({ url: urls.jobsUrl, client, functions: [bench], server, log, onLost });
  await engine.running;
  const begun = performance.now();
  await client.send(Array.from({ length: runs }, () => ({ name: "bench/started", id: randomUUID() })));
  const completed = async () => {
    const [row] = await sql`select count(*)::int as runs from jobs.run where status = 'completed'`;
    return row?.runs;
  };
  while ((await completed()) < runs) await wait(20);
  const seconds = (performance.now() - begun) / 1000;
  await engine.stop();
  await sql.end();
  return [
    { name: "engine steps/s", value: Math.round((runs * stepsPerRun) / seconds), bar: 0, better: "higher" },
  ];
}
