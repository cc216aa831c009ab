import type { Environment } from "@/db/schema/connections";
import { type Ctx, transact } from "@/server/access/context";
import { type Circuit, createCircuit } from "@/server/acorn/circuit";
import { type AcornClient, createAcornClient } from "@/server/acorn/client";
import { requireLivingTenant } from "@/server/modules/tenants/require-living-tenant";
import type { Id } from "@/server/platform/ids";
import { type AcornSettings, acornSettings } from "./acorn-settings";
import { acornAgent } from "./oauth-context";
import { pgLimiter } from "./pg-limiter";
import { pgTokenStore } from "./pg-token-store";
import { readApp } from "./read-app";
import { recordCalls } from "./record-calls";
import { readConnection } from "./token-lease";

export type ConnectionAcorn = {
  client: AcornClient;
  connection: { id: Id<"connection">; environment: Environment; region: "na" | "eu" | "fe"; country: string };
  /** writes the api_call and drift rows collected so far; call it at each page and at the end, also after a failure */
  flush(): Promise<void>;
};

/** One circuit a connection and authorisation, so that a new consent starts afresh. */
const circuits = new Map<Id<"connection">, { authorisedMs: number; circuit: Circuit }>();

function circuitOf(ctx: Ctx, id: Id<"connection">, authorisedAt: Date): Circuit {
  const known = circuits.get(id);
  if (known?.authorisedMs === authorisedAt.getTime()) return known.circuit;
  const circuit = createCircuit(ctx.clock);
  circuits.set(id, { authorisedMs: authorisedAt.getTime(), circuit });
  return circuit;
}

/**
 * A client that speaks for one connection: its app, region, tokens, buckets and record. Makes no call itself.
 * NOT_FOUND for a foreign, unknown or removed connection; ACORN_AUTH when it waits for a consent; PRECONDITION when it
 * is paused, its app disabled, or the workspace about to be deleted.
 */
export async function acornFor(
  ctx: Ctx,
  connectionId: Id<"connection">,
  settings: AcornSettings = acornSettings(),
): Promise<ConnectionAcorn> {
  const { row, app } = await transact(ctx, async (tx) => {
    const found = await readConnection(tx, ctx, connectionId);
    await requireLivingTenant(tx, ctx);
    return { row: found, app: await readApp(tx, ctx, { appId: found.appId, settings }) };
  });
  const record = recordCalls(ctx, connectionId);
  const client = createAcornClient({
    endpoints: {
      api: settings.endpoints[row.environment][row.region],
      token: settings.lwaUrl,
      isSandbox: row.environment === "sandbox",
    },
    app: { clientId: app.clientId, clientSecret: app.clientSecret },
    account: row.sellingPartnerId,
    tokens: pgTokenStore(ctx, connectionId),
    limiter: pgLimiter(ctx.log),
    clock: ctx.clock,
    circuit: circuitOf(ctx, connectionId, row.authorisedAt),
    dispatcher: acornAgent(),
    onCall: record.onCall,
    onDrift: record.onDrift,
  });
  const { environment, region, country } = row;
  return { client, connection: { id: connectionId, environment, region, country }, flush: record.flush };
}

/** Runs `work` with the connection's client and writes its record afterwards, whatever the outcome. */
export async function withAcorn<T>(
  ctx: Ctx,
  connectionId: Id<"connection">,
  work: (acorn: ConnectionAcorn) => Promise<T>,
  settings?: AcornSettings,
): Promise<T> {
  return recorded(ctx, await acornFor(ctx, connectionId, settings), work);
}

/** The same with a client that is open already. */
export async function recorded<T>(
  ctx: Ctx,
  acorn: ConnectionAcorn,
  work: (acorn: ConnectionAcorn) => Promise<T>,
): Promise<T> {
  let result: T;
  try {
    result = await work(acorn);
  } catch (error) {
    // Why the work failed matters more than why its record could not be written.
    await acorn.flush().catch((lost) => ctx.log.error({ err: lost }, "calls not recorded"));
    throw error;
  }
  await acorn.flush();
  return result;
}
