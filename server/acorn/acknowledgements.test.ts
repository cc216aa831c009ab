import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AcornClient, createAcornClient } from "@/server/acorn/client";
import { privateApp, simulatorEndpoints } from "@/server/acorn/simulator/defaults";
import { groupIds, startForTest } from "@/server/acorn/simulator/start-for-test";
import { sendJson } from "@/server/acorn/testing/fault-server";
import { failureOf, noLimit, startRig } from "@/server/acorn/testing/start-client";
import { memoryTokens } from "@/server/acorn/tokens";
import {
  type AcknowledgedLine,
  type Acknowledgement,
  writeAcknowledgement,
} from "@/server/acorn/write-acknowledgement";
import { systemClock } from "@/server/platform/clock";

const at = new Date("2026-04-23T12:00:00Z");
const line: AcknowledgedLine = {
  sequence: "1",
  asin: "B000000001",
  vendorSku: "KÖLN-1",
  ordered: { amount: 10, unit: "each", unitSize: 1 },
  netCost: { amount: "12.50", currency: "EUR" },
  listPrice: null,
  parts: [
    { answer: "accepted", amount: 6, shipAt: null, deliverAt: null },
    { answer: "backordered", amount: 3, shipAt: at, deliverAt: null },
    { answer: "rejected", amount: 1, reason: "obsolete", shipAt: null, deliverAt: null },
  ],
};
const answer: Acknowledgement = { number: "4A7KQ2PD", vendorCode: "OAKDE", at, lines: [line] };

test("the same answer gives the same bytes, with every code in Amazon's own case", () => {
  const bytes = writeAcknowledgement(answer);
  expect(writeAcknowledgement(answer).equals(bytes)).toBe(true);
  const [item] = JSON.parse(bytes.toString("utf8")).acknowledgements[0].items;
  expect(item.vendorProductIdentifier).toBe("KÖLN-1");
  expect(item.netCost).toEqual({ currencyCode: "EUR", amount: "12.50" });
  const quantity = (amount: number) => ({ amount, unitOfMeasure: "Eaches", unitSize: 1 });
  expect(item.itemAcknowledgements).toEqual([
    { acknowledgementCode: "Accepted", acknowledgedQuantity: quantity(6) },
    {
      acknowledgementCode: "Backordered",
      acknowledgedQuantity: quantity(3),
      scheduledShipDate: "2026-04-23T12:00:00.000Z",
    },
    {
      acknowledgementCode: "Rejected",
      acknowledgedQuantity: quantity(1),
      rejectionReason: "ObsoleteProduct",
    },
  ]);
});

describe("against the simulated Amazon", () => {
  let simulator: Awaited<ReturnType<typeof startForTest>>;
  let client: AcornClient;
  beforeAll(async () => {
    simulator = await startForTest();
    const { clientId, clientSecret } = privateApp;
    const refreshToken = simulator.control.selfAuthorise({ clientId, vendorGroup: groupIds.de });
    const endpoints = simulatorEndpoints(simulator.url);
    client = createAcornClient({
      endpoints: { api: endpoints.eu, token: endpoints.lwa },
      app: { clientId, clientSecret },
      account: groupIds.de,
      tokens: memoryTokens(refreshToken, systemClock),
      limiter: noLimit,
      clock: systemClock,
    });
  });
  afterAll(async () => {
    await client.close();
    await simulator.stop();
  });
  const place = () => {
    const order = simulator.control.addOrder(groupIds.de, {
      lines: [{ amount: 10, cost: "12.50", isBackOrderAllowed: true }],
    });
    const vendorCode = order.orderDetails?.sellingParty.partyId ?? "";
    return { ...answer, number: order.purchaseOrderNumber, vendorCode };
  };
  const bare: AcknowledgedLine = { ...line, asin: null, vendorSku: null };

  test("a PO is answered, and its status says what was answered", async () => {
    const given = { ...place(), lines: [bare] };
    const taken = await client.submitAcknowledgement(writeAcknowledgement(given));
    simulator.control.clock.jump(120_000);
    const { records } = await client.getPurchaseOrdersStatus({ number: given.number });
    expect(records[0]?.value.lines[0]).toMatchObject({
      confirmation: "partially-accepted",
      acceptedEaches: 6,
      rejectedEaches: 1,
    });
    expect(await client.getTransaction(taken.transactionId)).toMatchObject({
      state: "processing",
      errors: [],
    });
  });

  test("what Amazon does not take says why, later", async () => {
    const given = { ...place(), lines: [{ ...bare, parts: bare.parts.slice(0, 1) }] };
    const taken = await client.submitAcknowledgement(writeAcknowledgement(given));
    simulator.control.clock.jump(600_000);
    const { state, errors } = await client.getTransaction(taken.transactionId);
    expect([state, errors[0]?.code]).toEqual(["failed", "INVALID_QUANTITY"]);
  });

  test("a lost answer is unknown, and nothing was sent a second time", async () => {
    const given = { ...place(), lines: [bare] };
    simulator.control.addFault({ operation: "submitAcknowledgement", fault: "reset-after", count: 1 });
    const error = await failureOf(client.submitAcknowledgement(writeAcknowledgement(given)));
    expect(error.code).toBe("ACORN_UNKNOWN");
    const arrived = simulator.control.submissions().filter((one) => one.number === given.number);
    expect(arrived).toHaveLength(1);
  });

  test("a transaction of another account is not found", async () => {
    expect((await failureOf(client.getTransaction("../orders/1"))).code).toBe("NOT_FOUND");
  });
});

test("an answer without a transaction id leaves the document unknown", async () => {
  await using rig = await startRig((_seen, response) => sendJson(response, 202, { payload: {} }));
  const error = await failureOf(rig.client.submitAcknowledgement(writeAcknowledgement(answer)));
  expect(error).toMatchObject({ code: "ACORN_UNKNOWN", reason: "no-transaction" });
});

test("an unknown word of a transaction is kept and counted, its errors read as far as they go", async () => {
  const transactionStatus = { transactionId: "t-1", status: "Parked", errors: [{ code: 7 }] };
  await using rig = await startRig((_seen, response) =>
    sendJson(response, 200, { payload: { transactionStatus } }),
  );
  expect(await rig.client.getTransaction("t-1")).toMatchObject({
    state: "Parked",
    errors: [{ code: "", message: "", details: null }],
  });
  expect(rig.drifts.map(({ path, value }) => [path, value])).toEqual([
    ["transactionStatus.status", "Parked"],
  ]);
});
