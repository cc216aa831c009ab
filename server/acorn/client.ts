import type { Dispatcher } from "undici";
import { accessTokens } from "@/server/acorn/access-token";
import { submitAcknowledgement, type TakenIn } from "@/server/acorn/acknowledgements";
import { type Backoff, usualBackoff } from "@/server/acorn/backoff";
import type { AcornCall } from "@/server/acorn/calls";
import { type Circuit, createCircuit } from "@/server/acorn/circuit";
import { type Limits, usualLimits } from "@/server/acorn/exchange";
import type { Bucket, Limiter } from "@/server/acorn/limiter";
import { type AcornApp, type OauthContext, refreshToken } from "@/server/acorn/oauth";
import { openAgent } from "@/server/acorn/open-agent";
import { getPurchaseOrdersStatus, type OrderStatusQuery } from "@/server/acorn/order-status";
import type { AcornOrder, AcornOrderStatus, Original, Page } from "@/server/acorn/order-types";
import { getPurchaseOrder, getPurchaseOrders, type OrdersQuery } from "@/server/acorn/orders";
import type { Drift } from "@/server/acorn/reading";
import type { ResourceContext } from "@/server/acorn/resource-context";
import type { TokenStore } from "@/server/acorn/tokens";
import { type AcornTransaction, getTransaction } from "@/server/acorn/transactions";
import { createTransport, type Transport } from "@/server/acorn/transport";
import { formatUserAgent, type UserAgent } from "@/server/acorn/user-agent";
import type { Clock } from "@/server/platform/clock";

export type AcornEndpoints = {
  /** of the account's region: https://sellingpartnerapi-eu.amazon.com */
  api: string;
  /** https://api.amazon.com/auth/o2/token */
  token: string;
  /** the sandbox has one bucket of 5/s, burst 15, for all operations together [D] */
  isSandbox?: boolean;
};

export type AcornClientOptions = {
  endpoints: AcornEndpoints;
  app: AcornApp;
  /** selling partner id: with the app's id it names Amazon's buckets, which everyone who uses the same pair shares */
  account: string;
  tokens: TokenStore;
  limiter: Limiter;
  clock: Clock;
  userAgent?: UserAgent;
  /** every attempt, token calls included; must not throw */
  onCall?: (call: AcornCall) => void;
  /** once per distinct drift and page; must not throw */
  onDrift?: (drift: Drift) => void;
  timeouts?: Partial<Limits>;
  tries?: number;
  backoff?: Backoff;
  /** kept per connection; without it the client has its own */
  circuit?: Circuit;
  /** shared sockets; without it the client opens its own and closes them in `close` */
  dispatcher?: Dispatcher;
};

export type AcornClient = {
  getPurchaseOrders(query: OrdersQuery): Promise<Page<AcornOrder>>;
  getPurchaseOrder(number: string, signal?: AbortSignal): Promise<Original<AcornOrder>>;
  getPurchaseOrdersStatus(query: OrderStatusQuery): Promise<Page<AcornOrderStatus>>;
  submitAcknowledgement(body: Uint8Array, signal?: AbortSignal): Promise<TakenIn>;
  getTransaction(id: string, signal?: AbortSignal): Promise<AcornTransaction>;
  /** for operations without a function of their own */
  transport: Transport;
  /** frees the sockets; calls under way fail */
  close(): Promise<void>;
};

export const usualUserAgent: UserAgent = { name: "Oakline", version: "0.1.0" };

/** A client of one vendor account. Makes no call by itself, keeps nothing on disk. */
export function createAcornClient(options: AcornClientOptions): AcornClient {
  const { clock, endpoints } = options;
  const dispatcher = options.dispatcher ?? openAgent();
  const userAgent = formatUserAgent(options.userAgent ?? usualUserAgent);
  const limits = { ...usualLimits, ...options.timeouts };
  const onCall = options.onCall ?? (() => undefined);
  const oauth: OauthContext = {
    dispatcher,
    clock,
    onCall,
    userAgent,
    limits,
    app: options.app,
    tokenUrl: endpoints.token,
  };
  const transport = createTransport({
    dispatcher,
    clock,
    onCall,
    userAgent,
    limits,
    origin: new URL(endpoints.api).origin,
    basePath: new URL(endpoints.api).pathname.replace(/\/$/, ""),
    tokens: accessTokens(options.tokens, (token) => refreshToken(oauth, token), clock),
    limiter: options.limiter,
    circuit: options.circuit ?? createCircuit(clock),
    tries: options.tries ?? 5,
    backoff: options.backoff ?? usualBackoff,
    random: Math.random,
  });
  const context: ResourceContext = {
    onDrift: options.onDrift ?? (() => undefined),
    call: (request) =>
      transport.call({ method: "GET", ...request, bucket: bucketOf(options, request.operation) }),
  };
  return {
    transport,
    getPurchaseOrders: (query) => getPurchaseOrders(context, query),
    getPurchaseOrder: (number, signal) => getPurchaseOrder(context, number, signal),
    getPurchaseOrdersStatus: (query) => getPurchaseOrdersStatus(context, query),
    submitAcknowledgement: (body, signal) => submitAcknowledgement(context, body, signal),
    getTransaction: (id, signal) => getTransaction(context, id, signal),
    close: async () => {
      if (options.dispatcher === undefined) await dispatcher.destroy();
    },
  };
}

/** The vendor operations all have 10/s, burst 10, getTransaction burst 20 [M]. */
function bucketOf(options: AcornClientOptions, operation: string): Bucket {
  const pair = `${options.app.clientId}|${options.account}`;
  if (options.endpoints.isSandbox) return { key: `${pair}|sandbox`, rate: 5, burst: 15 };
  return {
    key: `${pair}|${options.endpoints.api}|${operation}`,
    rate: 10,
    burst: operation === "getTransaction" ? 20 : 10,
  };
}
