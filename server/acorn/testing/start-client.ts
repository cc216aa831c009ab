import type { AcornCall } from "@/server/acorn/calls";
import { type AcornClient, type AcornClientOptions, createAcornClient } from "@/server/acorn/client";
import type { Limiter } from "@/server/acorn/limiter";
import type { Drift } from "@/server/acorn/reading";
import {
  type FaultServer,
  type Handle,
  sendToken,
  startFaultServer,
} from "@/server/acorn/testing/fault-server";
import { memoryTokens } from "@/server/acorn/tokens";
import { systemClock } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";

/** For tests of everything but pacing. */
export const noLimit: Limiter = {
  take: async () => undefined,
  learn: () => undefined,
  hold: () => undefined,
};

export type Rig = {
  server: FaultServer;
  client: AcornClient;
  calls: AcornCall[];
  drifts: Drift[];
  [Symbol.asyncDispose](): Promise<void>;
};

type RigOptions = Partial<AcornClientOptions> & {
  /** another place for everything but tokens */
  api?: string;
};

/** A client before a server of the test's making; `handle` answers all but the token endpoint, which grants. */
export async function startRig(handle: Handle, options: RigOptions = {}): Promise<Rig> {
  const server = await startFaultServer((seen, response, socket) => {
    if (seen.url.pathname === "/token") sendToken(response, seen.nth);
    else handle(seen, response, socket);
  });
  const calls: AcornCall[] = [];
  const drifts: Drift[] = [];
  const clock = options.clock ?? systemClock;
  const client = createAcornClient({
    endpoints: { api: options.api ?? server.url, token: `${server.url}/token` },
    app: { clientId: "client-1", clientSecret: "canary-secret" },
    account: "amzn1.vg.1",
    tokens: memoryTokens("Atzr|canary", clock),
    limiter: noLimit,
    clock,
    onCall: (call) => calls.push(call),
    onDrift: (drift) => drifts.push(drift),
    backoff: { baseMs: 10, capMs: 50 },
    ...options,
  });
  return {
    server,
    client,
    calls,
    drifts,
    async [Symbol.asyncDispose]() {
      await client.close();
      await server.close();
    },
  };
}

/** The error a call ends with; fails when it ends well. */
export async function failureOf(call: Promise<unknown>): Promise<AppError> {
  const error = await call.then(
    () => new Error("ended well"),
    (caught: unknown) => caught,
  );
  if (error instanceof AppError) return error;
  throw error;
}

/** A window that every query may use. */
export const march = {
  created: { from: new Date("2026-03-01T00:00:00Z"), to: new Date("2026-03-07T00:00:00Z") },
};
export const ordersPath = "/vendor/orders/v1/purchaseOrders";
