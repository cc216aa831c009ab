import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { day, isoSeconds } from "./calendar";
import type { Simulator } from "./create-simulator";
import { platformApp, privateApp, simulatorEndpoints } from "./defaults";
import {
  accessTokenFor,
  askToken,
  callAs,
  groupIds,
  readRecord,
  startForTest,
  testNow,
} from "./start-for-test";
import { type SwitchName, switchNames, switchTable } from "./switches";

const now = testNow.getTime();
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startForTest();
  for (const operation of ["getPurchaseOrders", "getPurchaseOrder", "sandbox"])
    simulator.control.setLimit({ operation }, { rate: 1e6, burst: 1e6 });
});
afterAll(() => simulator.stop());
afterEach(() => {
  for (const name of switchNames) simulator.control.setSwitch(name, switchTable[name].default);
});

const week = { createdAfter: isoSeconds(now - 7 * day), createdBefore: isoSeconds(now) };
const de = () => callAs(simulator, groupIds.de);
const list = async (query: Record<string, string>, group: string = groupIds.de) =>
  (await callAs(simulator, group)).get("purchaseOrders", query);
const textOf = async (query: Record<string, string>) => (await list(query)).text();
const payloadOf = async (query: Record<string, string>) =>
  readRecord(readRecord(await (await list(query)).json()).payload);
const bare = async (headers: Record<string, string>) => {
  const token = await accessTokenFor(simulator, groupIds.de);
  const url = `${simulator.url}/eu/vendor/orders/v1/purchaseOrders?limit=1`;
  return fetch(url, { headers: { "x-amz-access-token": token, "user-agent": "T/1", ...headers } });
};
const refreshStatus = (token: string) => {
  const ids = { client_id: privateApp.clientId, client_secret: privateApp.clientSecret };
  return askToken(simulator, { grant_type: "refresh_token", refresh_token: token, ...ids });
};
const grant = (app: { clientId: string }) =>
  simulator.control.selfAuthorise({ clientId: app.clientId, vendorGroup: groupIds.de });
const sandbox = async (query: Record<string, string>) =>
  (await (await callAs(simulator, groupIds.de, `${simulator.url}/sandbox/eu`)).get("purchaseOrders", query))
    .status;

/** What becomes of a new PO's answer after an hour: the transaction, and its error's code. */
async function outcomeOf(code: string, amount: number) {
  const order = simulator.control.addOrder(groupIds.de, { lines: [{ amount: 10, cost: "2.00" }] });
  const quantity = { amount, unitOfMeasure: "Eaches" };
  const item = {
    itemSequenceNumber: "1",
    orderedQuantity: { ...quantity, amount: 10 },
    netCost: { amount: "2.00", currencyCode: "EUR" },
    itemAcknowledgements: [{ acknowledgementCode: code, acknowledgedQuantity: quantity }],
  };
  const acknowledgement = {
    purchaseOrderNumber: order.purchaseOrderNumber,
    sellingParty: order.orderDetails?.sellingParty,
    acknowledgementDate: "2026-04-23T12:00:00Z",
    items: [item],
  };
  const caller = await de();
  const sent = await caller.post("acknowledgements", { acknowledgements: [acknowledgement] });
  const { transactionId } = readRecord(readRecord(await sent.json()).payload);
  const before = simulator.control.clock.now();
  simulator.control.clock.jump(3_600_000);
  const answer = readRecord(await (await caller.get(`transactions/v1/transactions/${transactionId}`)).json());
  simulator.control.clock.set(new Date(before));
  const { status, errors } = readRecord(readRecord(answer.payload).transactionStatus);
  return [status, ...(Array.isArray(errors) ? errors.map((error) => readRecord(error).code) : [])].join(" ");
}

/** What a client sees of each switch: [on, off]. */
const seen: Record<
  SwitchName,
  { look: () => Promise<unknown>; on: unknown; off: unknown; also?: Partial<Record<SwitchName, boolean>> }
> = {
  ascendingSortRefused: {
    look: async () => (await list({ ...week, sortOrder: "ASC" })).status,
    on: 400,
    off: 200,
  },
  ascendingSortIgnored: {
    look: async () =>
      (await textOf({ ...week, sortOrder: "ASC" })) === (await textOf({ ...week, sortOrder: "DESC" })),
    also: { ascendingSortRefused: false },
    on: true,
    off: false,
  },
  wrongRegionRefused: {
    look: async () =>
      (await (await callAs(simulator, groupIds.de, `${simulator.url}/na`)).get("purchaseOrders")).status,
    on: 403,
    off: 200,
  },
  missingUserAgentRefused: { look: async () => (await bare({ "user-agent": "" })).status, on: 403, off: 200 },
  wordCaseIgnoresAnswer: {
    look: () => outcomeOf("ACCEPTED", 10),
    on: "Processing",
    off: "Failure INVALID_CODE",
  },
  failureDetailsMissing: {
    look: () => outcomeOf("Accepted", 11),
    on: "Failure NotAvailable",
    off: "Failure INVALID_QUANTITY",
  },
  negativeQuantity: {
    look: async () => {
      const lines = [{ amount: 0 }];
      const order = simulator.control.addOrder(groupIds.de, { lines });
      return order.orderDetails?.items[0]?.orderedQuantity.amount;
    },
    on: -3,
    off: 0,
  },
  instantsWithoutZone: {
    look: async () => /T\d\d:\d\d:\d\d"/.test(await textOf(week)),
    on: true,
    off: false,
  },
  gzipAnswers: {
    look: async () => (await list(week)).headers.get("content-encoding"),
    on: "gzip",
    off: null,
  },
  rateLimitHeaderMissing: {
    look: async () => (await list(week)).headers.get("x-amzn-ratelimit-limit"),
    on: null,
    off: "1000000.0",
  },
  boundsExclusive: {
    look: async () => {
      const { purchaseOrderNumber } = simulator.control.addOrder(groupIds.de, {
        createdAt: isoSeconds(now - day),
        lines: [{ amount: 1 }],
      });
      return (await textOf({ createdAfter: isoSeconds(now - day) })).includes(purchaseOrderNumber);
    },
    on: false,
    off: true,
  },
  noWindowRefused: { look: async () => (await list({})).status, on: 400, off: 200 },
  openWindowRefused: {
    look: async () => (await list({ createdAfter: isoSeconds(now - 30 * day) })).status,
    on: 400,
    off: 200,
  },
  beforeSixMonthsRefused: {
    look: async () =>
      (await list({ createdAfter: isoSeconds(now - 190 * day), createdBefore: isoSeconds(now - 184 * day) }))
        .status,
    on: 400,
    off: 200,
  },
  stateChangeIsChange: {
    look: async () => {
      const { purchaseOrderNumber } = simulator.control.addOrder(groupIds.de, { lines: [{ amount: 1 }] });
      simulator.control.changeOrder(groupIds.de, purchaseOrderNumber, { kind: "acknowledge" });
      return (await textOf({ changedAfter: isoSeconds(now - day) })).includes(purchaseOrderNumber);
    },
    on: true,
    off: false,
  },
  changedArgumentsRefused: {
    look: async () => {
      const { pagination } = await payloadOf({ ...week, limit: "2" });
      return (await list({ ...week, limit: "3", nextToken: String(readRecord(pagination).nextToken) }))
        .status;
    },
    on: 400,
    off: 200,
  },
  emptyListOmitted: {
    look: async () => "orders" in (await payloadOf({ ...week, orderingVendorCode: "NONE0" })),
    on: false,
    off: true,
  },
  emptyPagination: { look: async () => "pagination" in (await payloadOf(week)), on: true, off: false },
  newGrantRevokesOlder: {
    look: async () => {
      const old = grant(privateApp);
      grant(privateApp);
      return (await refreshStatus(old)).status;
    },
    on: 400,
    off: 200,
  },
  foreignTokenIsInvalidGrant: {
    look: async () => (await refreshStatus(grant(platformApp))).body.error,
    on: "invalid_grant",
    off: "unauthorized_client",
  },
  cancelRedirects: {
    look: async () => {
      const url = simulatorEndpoints(simulator.url).consentTemplate.replace("{country}", "DE");
      const body = new URLSearchParams({
        application_id: platformApp.applicationId,
        state: "s",
        decision: "cancel",
      });
      return (await fetch(url, { method: "POST", body, redirect: "manual" })).status;
    },
    on: 303,
    off: 200,
  },
  sandboxMismatchIs500: {
    look: () => sandbox({ limit: "7" }),
    also: { sandboxEmptyRequestMatches: false },
    on: 500,
    off: 400,
  },
  sandboxEmptyRequestMatches: { look: () => sandbox({ limit: "7" }), on: 200, off: 400 },
};

test.each(switchNames)("%s changes what a client sees", async (name) => {
  const { look, on, off, also = {} } = seen[name];
  for (const other of switchNames) {
    const value = also[other];
    if (value !== undefined) simulator.control.setSwitch(other, value);
  }
  for (const [isOn, expected] of [
    [true, on],
    [false, off],
  ] as const) {
    simulator.control.setSwitch(name, isOn);
    expect(await look(), `${name} ${isOn ? "on" : "off"}`).toEqual(expected);
  }
});

test("a sandbox pair answers its own arguments only, some against the model, and nothing has state", async () => {
  const caller = await callAs(simulator, groupIds.de, `${simulator.url}/sandbox/eu`);
  const pair = {
    createdBefore: "2019-09-21T00:00:00",
    createdAfter: "2019-08-20T14:00:00",
    includeDetails: "true",
    limit: "2",
    sortOrder: "DESC",
  };
  const answer = await caller.get("purchaseOrders", pair);
  expect(await answer.text()).toContain('"CASES"');
  expect(answer.headers.get("x-amzn-ratelimit-limit")).not.toBeNull();
  const mock = readRecord(await (await caller.get("purchaseOrders")).json());
  expect(JSON.stringify(mock)).not.toContain("purchaseOrderState");
  expect(
    (
      await caller.get("purchaseOrders", {
        createdBefore: "2019-09-2100:00:00",
        createdAfter: "2019-08-20T14:00:00",
      })
    ).status,
  ).toBe(400);
  expect((await (await de()).get("purchaseOrders/4Z32PABC")).status).toBe(404);
  expect((await caller.get("purchaseOrders/4Z32PABC")).status).toBe(200);
});
