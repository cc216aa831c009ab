import type { IncomingHttpHeaders } from "node:http";
import {
  type Answer,
  apiError,
  expiredDetails,
  malformedDetails,
  quotaExceeded,
  unauthorized,
} from "./answers";
import { bendBody } from "./bend-body";
import type { LimitKey } from "./bucket";
import type { Region } from "./country-table";
import type { Grant } from "./credentials";
import type { FaultName } from "./fault-table";
import { getOrder } from "./get-order";
import { getTransaction } from "./get-transaction";
import type { VendorGroup } from "./groups";
import { listOrderStatus } from "./list-order-status";
import { listOrders } from "./list-orders";
import { type Outcome, withFaults } from "./outcome";
import { pageOf } from "./page-orders";
import { answerSandbox } from "./sandbox-pairs";
import { submitAcknowledgement } from "./submit-acknowledgement";
import type { World } from "./world";

type ApiCall = {
  region: Region;
  isSandbox: boolean;
  method: string;
  /** below the region: /vendor/orders/v1/… */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
};
/** `number` is what the path ends with: of a PO, or of a transaction */
type Operation = { id: string; number: string | null };
type Allowed = { grant: Grant; group: VendorGroup };

const base = "/vendor/orders/v1/";
const transactions = "/vendor/transactions/v1/transactions/";

function findOperation({ method, path }: ApiCall): Operation | null {
  if (method === "POST")
    return path === `${base}acknowledgements` ? { id: "submitAcknowledgement", number: null } : null;
  if (method !== "GET") return null;
  const transaction = path.startsWith(transactions) ? path.slice(transactions.length) : "";
  if (transaction !== "") return { id: "getTransaction", number: decodePart(transaction) };
  if (path === `${base}purchaseOrders`) return { id: "getPurchaseOrders", number: null };
  if (path === `${base}purchaseOrdersStatus`) return { id: "getPurchaseOrdersStatus", number: null };
  const number = path.startsWith(`${base}purchaseOrders/`) ? path.slice(base.length + 15) : null;
  return number ? { id: "getPurchaseOrder", number: decodePart(number) } : null;
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** One call of the vendor API: who, which account, how often, then the operation. */
export function answerApi(world: World, call: ApiCall): Outcome {
  const operation = findOperation(call);
  const id = operation?.id ?? "unknown";
  const refuse = (answer: Answer): Outcome => {
    const facts = { operation: id, group: null, app: null, page: null, strike: null };
    return { ...facts, result: { kind: "answer", answer } };
  };
  if (!operation)
    return refuse(apiError(404, { code: "ResourceNotFound", message: "There is no such operation." }));
  const allowed = authorise(world, call);
  if ("status" in allowed) return refuse(allowed);
  const { grant, group } = allowed;
  const key = { app: grant.clientId, group: group.id, operation: call.isSandbox ? "sandbox" : id };
  const facts = { operation: id, group: group.id, app: grant.clientId, page: pageOf(world, call.query) };
  const outcome = withFaults(world, facts, (strike) => {
    const isTaken = world.limits.take(key);
    const answer = isTaken
      ? operate(world, call, { operation, group, fault: strike?.fault ?? null })
      : quotaExceeded();
    return withRateHeader(world, key, { ...answer, body: bendBody(answer.body, strike?.fault ?? null) });
  });
  // The token stays expired, as a real one would: only a refresh helps.
  if (outcome.strike?.fault === "expired-token") world.credentials.expireAccessToken(tokenOf(call));
  return outcome;
}

function tokenOf(call: ApiCall): string {
  const token = call.headers["x-amz-access-token"];
  return typeof token === "string" ? token : "";
}

/** user-agent is required on every call [D]; how a call without is refused is [U]. */
function authorise(world: World, call: ApiCall): Allowed | Answer {
  if (!call.headers["user-agent"] && world.switches.missingUserAgentRefused)
    return unauthorized("The user-agent header is missing.");
  const token = tokenOf(call);
  if (token === "") return unauthorized("The access token is missing.");
  const state = world.credentials.readAccessToken(token, world.clock.now());
  if (state.kind === "expired") return unauthorized(expiredDetails);
  if (state.kind !== "live") return unauthorized(malformedDetails);
  const group = world.findGroup(state.grant.group);
  if (!group) return unauthorized("This token stands for no vendor account.");
  if (group.country.region === call.region) return { grant: state.grant, group };
  // [U]: what a host says to a token of another region was never seen.
  if (world.switches.wrongRegionRefused) return unauthorized("This account belongs to another region.");
  return { grant: state.grant, group: { ...group, id: `${group.id}@${call.region}`, ordersPerWeek: 0 } };
}

type Work = { operation: Operation; group: VendorGroup; fault: FaultName | null };

function operate(world: World, call: ApiCall, { operation, group, fault }: Work): Answer {
  const { query, bytes } = call;
  if (call.isSandbox)
    return answerSandbox(world.switches, { operation: operation.id, number: operation.number, query });
  if (operation.id === "submitAcknowledgement") return submitAcknowledgement(world, { group, bytes, fault });
  if (operation.id === "getTransaction")
    return getTransaction(world, { group, transactionId: operation.number ?? "" });
  if (operation.number !== null) return getOrder(world, { group, number: operation.number });
  const of = { group, query, fault };
  return operation.id === "getPurchaseOrders" ? listOrders(world, of) : listOrderStatus(world, of);
}

/** On 20x, 400 and 404 only, and then not always [M, D]. */
function withRateHeader(world: World, key: LimitKey, answer: Answer): Answer {
  const shown = answer.status < 300 || answer.status === 400 || answer.status === 404;
  if (!shown || world.switches.rateLimitHeaderMissing) return answer;
  const rate = world.limits.rateOf(key).rate.toFixed(1);
  return { ...answer, headers: { ...answer.headers, "x-amzn-RateLimit-Limit": rate } };
}
