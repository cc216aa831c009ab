import { type Answer, apiError, invalidInput, jsonAnswer } from "./answers";
import type { Switches } from "./switches";

type Pair = { request: Readonly<Record<string, string>>; status: number; body: unknown };
type SandboxCall = { operation: string; number: string | null; query: URLSearchParams };

const party = (partyId: string) => ({ partyId });
const usd = (amount: string) => ({ amount, currencyCode: "USD" });

function item(sequence: string, amount: number, unitOfMeasure = "Eaches") {
  return {
    itemSequenceNumber: sequence,
    amazonProductIdentifier: `B0SANDBOX${sequence.slice(-1)}`,
    vendorProductIdentifier: `SANDBOX-${sequence}`,
    orderedQuantity: { amount, unitOfMeasure, unitSize: unitOfMeasure === "Eaches" ? 1 : 10 },
    isBackOrderAllowed: false,
    netCost: usd("12.40"),
    listPrice: usd("24.90"),
  };
}

function order(number: string, state: string, items: unknown[]) {
  return {
    purchaseOrderNumber: number,
    purchaseOrderState: state,
    orderDetails: {
      purchaseOrderDate: "2019-08-20T15:51:00Z",
      purchaseOrderChangedDate: "2019-08-22T16:05:00Z",
      purchaseOrderStateChangedDate: "2019-08-20T15:51:00Z",
      purchaseOrderType: "RegularOrder",
      paymentMethod: "Invoice",
      buyingParty: party("SBFC"),
      sellingParty: party("SBVEN"),
      shipToParty: party("SBFC"),
      billToParty: party("SBFC"),
      shipWindow: "2019-08-21T07:00:00Z--2019-08-27T07:00:00Z",
      items,
    },
  };
}

/** The mock pair lacks purchaseOrderState and purchaseOrderStateChangedDate, as Amazon's own does [M]. */
const mockOrder = {
  purchaseOrderNumber: "mock-purchaseOrderNumber1",
  orderDetails: {
    purchaseOrderDate: "2019-08-14T13:51:00Z",
    sellingParty: party("SBVEN"),
    items: [item("00001", 1)],
  },
};

function status(number: string) {
  const quantity = { amount: 10, unitOfMeasure: "Eaches", unitSize: 1 };
  return {
    purchaseOrderNumber: number,
    purchaseOrderStatus: "OPEN",
    purchaseOrderDate: "2020-08-14T13:51:00Z",
    lastUpdatedDate: "2020-08-15T13:51:00Z",
    sellingParty: party("SBVEN"),
    shipToParty: party("SBFC"),
    itemStatus: [
      {
        itemSequenceNumber: "1",
        buyerProductIdentifier: "B0SANDBOX1",
        vendorProductIdentifier: "SANDBOX-1",
        netCost: usd("12.40"),
        orderedQuantity: { orderedQuantity: quantity },
        acknowledgementStatus: { confirmationStatus: "UNCONFIRMED" },
        receivingStatus: { receiveStatus: "NOT_RECEIVED" },
      },
    ],
  };
}

const invalidPair = { errors: [{ code: "InvalidRequest", message: "The request is invalid.", details: "" }] };

/**
 * Request and answer pairs with the arguments of the official model; nothing has state. Some break the model's own
 * schema the way Amazon's do: CASES for a unit, a mock order without its state [M].
 */
const pairs: Readonly<Record<string, readonly Pair[]>> = {
  getPurchaseOrders: [
    {
      request: {
        createdBefore: "2019-09-21T00:00:00",
        createdAfter: "2019-08-20T14:00:00",
        includeDetails: "true",
        limit: "2",
        sortOrder: "DESC",
      },
      status: 200,
      body: {
        payload: {
          pagination: { nextToken: "MDAwMDAwMDAwMQ==" },
          orders: [
            order("SANDBOX1", "New", [item("1", 1), item("2", 2)]),
            order("SANDBOX2", "New", [item("1", 5, "CASES")]),
          ],
        },
      },
    },
    {
      request: {
        createdBefore: "2019-08-21T00:00:00",
        createdAfter: "2019-08-20T14:00:00",
        includeDetails: "false",
        sortOrder: "DESC",
        nextToken: "MDAwMDAwMDAwMQ==",
      },
      status: 200,
      body: {
        payload: {
          orders: [
            { purchaseOrderNumber: "SANDBOX3", purchaseOrderState: "New" },
            { purchaseOrderNumber: "SANDBOX4", purchaseOrderState: "Acknowledged" },
          ],
        },
      },
    },
    {
      request: { changedBefore: "2020-05-27T13:00:00", changedAfter: "2020-05-25T13:00:00" },
      status: 200,
      body: {
        payload: {
          orders: [
            order("SANDBOX5", "New", [item("1", 20)]),
            order("SANDBOX6", "Acknowledged", [item("1", 0), item("2", 10)]),
          ],
        },
      },
    },
    {
      request: { createdBefore: "2019-09-2100:00:00", createdAfter: "2019-08-20T14:00:00" },
      status: 400,
      body: invalidPair,
    },
  ],
  getPurchaseOrder: [
    {
      request: { purchaseOrderNumber: "4Z32PABC" },
      status: 200,
      body: { payload: order("4Z32PABC", "New", [item("1", 10)]) },
    },
  ],
  getPurchaseOrdersStatus: [
    {
      request: { createdAfter: "2020-08-14T00:00:00", createdBefore: "2020-08-20T00:00:00" },
      status: 200,
      body: { payload: { ordersStatus: [status("SANDBOX7")] } },
    },
  ],
};

const mocks: Readonly<Record<string, unknown>> = {
  getPurchaseOrders: { payload: { pagination: { nextToken: "MDAwMDAwMDAwMQ==" }, orders: [mockOrder] } },
  getPurchaseOrder: { payload: mockOrder },
  getPurchaseOrdersStatus: { payload: { ordersStatus: [status("mock-purchaseOrderNumber1")] } },
  submitAcknowledgement: { payload: { transactionId: "mock-TransactionId-1" } },
  getTransaction: {
    payload: { transactionStatus: { transactionId: "mock-TransactionId-1", status: "Processing" } },
  },
};

/** A pair matches when exactly its arguments came; then the mock data, then a refusal, both as switched [I]. */
export function answerSandbox(switches: Switches, call: SandboxCall): Answer {
  const given = Object.fromEntries(call.query);
  if (call.number !== null) given.purchaseOrderNumber = call.number;
  const found = pairs[call.operation]?.find((pair) => isSame(pair.request, given));
  if (found) return jsonAnswer(found.status, found.body);
  if (switches.sandboxEmptyRequestMatches)
    return jsonAnswer(call.operation === "submitAcknowledgement" ? 202 : 200, mocks[call.operation]);
  if (switches.sandboxMismatchIs500)
    return apiError(500, { code: "InternalFailure", message: "We encountered an internal error." });
  return invalidInput("Could not match input arguments");
}

function isSame(
  expected: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(expected);
  return names.length === Object.keys(given).length && names.every((name) => expected[name] === given[name]);
}
