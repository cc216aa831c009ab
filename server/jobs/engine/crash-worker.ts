import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { createLogger } from "@/server/platform/log";
import type { JobsClient } from "../client";
import { runWorker } from "../run-worker";

// A worker as the product's, with functions that write down what they do. Started by crash.test.ts as a process.
const { DATABASE, DIARY = "", LEASE_MS = "30000", NAME = "" } = process.env;

const note = (line: string) => appendFileSync(DIARY, `${line}\n`);
const noted = () => (existsSync(DIARY) ? readFileSync(DIARY, "utf8").split("\n") : []);

/** Kills this process the first time any worker comes here. */
function dieOnceAt(place: string): void {
  if (noted().includes(`died ${place}`)) return;
  note(`died ${place}`);
  process.kill(process.pid, "SIGKILL");
}

function createFunctions(client: JobsClient) {
  const on = (event: string) => ({ id: event, retries: 20 as const, triggers: [{ event: `test/${event}` }] });
  return [
    // Three deaths fall on b and on c: without a new count for each step the run would be given up.
    client.createFunction({ ...on("fragile"), retries: 3 }, async ({ step }) => {
      for (const name of ["a", "b", "c"]) {
        dieOnceAt(`before ${name}`);
        await step.run(name, () => {
          note(`begin ${name}`);
          dieOnceAt(`inside ${name}`);
          note(`end ${name}`);
        });
        dieOnceAt(`after ${name}`);
      }
      return "done";
    }),
    client.createFunction({ ...on("deadly"), retries: 1 }, async ({ step }) => {
      await step.run("a", () => {
        note("deadly");
        process.kill(process.pid, "SIGKILL");
      });
    }),
    client.createFunction(on("steady"), async ({ step, runId }) => {
      for (const name of ["a", "b", "c", "d"]) {
        await step.run(name, async () => {
          note(`${NAME} ${runId} ${name}`);
          await wait(10);
        });
      }
    }),
    client.createFunction(on("slow"), async ({ step }) => {
      await step.run("a", async () => {
        note(`${NAME} begins a`);
        while (!noted().includes("gate open")) await wait(20);
        note(`${NAME} ends a`);
      });
      await step.run("b", () => note(`${NAME} does b`));
    }),
  ];
}

await runWorker({
  keys: {},
  databaseUrl: DATABASE ?? "",
  createFunctions,
  log: createLogger("crash-worker", process.env.LOG_LEVEL ?? "silent"),
  engine: { pollMs: 50, leaseMs: Number(LEASE_MS) },
});
