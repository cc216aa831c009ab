import type { InngestFunction } from "inngest";
import { vi } from "vitest";
import type { World } from "@/server/modules/connections/testing/connected-tenant";
import { type Clock, systemClock } from "@/server/platform/clock";
import { createLogger } from "@/server/platform/log";
import { createJobsClient } from "../client";
import { createFunctions } from "../registry";

export type Job = { id: string; run(given?: object): Promise<{ sent: object[] }> };

const log = createLogger("test", "silent");

/** Every job of the product against the test's database, with the simulator as Amazon. */
export function openJobs({ settings: at }: World, clock: Clock = systemClock): Job[] {
  const named = {
    ACORN_APP_ID: at.platformApp.applicationId,
    ACORN_CLIENT_ID: at.platformApp.clientId,
    ACORN_CLIENT_SECRET: at.platformApp.clientSecret,
    ACORN_LWA_URL: at.lwaUrl,
    ACORN_NA_URL: at.endpoints.production.na,
    ACORN_EU_URL: at.endpoints.production.eu,
    ACORN_FE_URL: at.endpoints.production.fe,
    ACORN_SANDBOX_NA_URL: at.endpoints.sandbox.na,
    ACORN_SANDBOX_EU_URL: at.endpoints.sandbox.eu,
    ACORN_SANDBOX_FE_URL: at.endpoints.sandbox.fe,
    ACORN_CONSENT_URL_TEMPLATE: at.consentTemplate,
  };
  for (const [name, value] of Object.entries(named)) vi.stubEnv(name, value);
  const client = createJobsClient({}, { embeddedFetch: fetch, log });
  const pruneJobs = async () => ({ runs: 0, events: 0 });
  return createFunctions(client, { clock, log, pruneJobs, readingsAtOnce: null }).map(asJob);
}

/** Runs a function as the engine does, a step at a time and without its memory. */
function asJob(fn: InngestFunction.Any): Job {
  // private in its typing; an engine reaches it in the same way
  const { fn: handler } = fn as unknown as { fn: (given: object) => Promise<unknown> };
  return {
    id: fn.opts.id,
    run: async (given = {}) => {
      const sent: object[] = [];
      const step = {
        run: (_name: string, work: () => Promise<unknown>) => work(),
        sendEvent: async (_name: string, events: object) => {
          sent.push(...[events].flat());
        },
      };
      await handler({ runId: "test", step, ...given });
      return { sent };
    },
  };
}

export function findJob(jobs: readonly Job[], id: string): Job {
  const found = jobs.find((one) => one.id === id);
  if (!found) throw new Error(`no job ${id}`);
  return found;
}
