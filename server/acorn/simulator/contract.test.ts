import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day, isoSeconds } from "./calendar";
import type { Simulator } from "./create-simulator";
import type { FaultName } from "./fault-table";
import { callAs, groupIds, readRecord, startForTest, testNow } from "./start-for-test";

const folder =
  process.env.ACORN_MODELS_DIR ?? resolve(import.meta.dirname, "../../../../shared/acorn-models");
const files = { orders: "vendorOrders.json", transactions: "vendorTransactionStatus.json" } as const;
const hasModels = Object.values(files).every((file) => existsSync(resolve(folder, file)));

/** The official definitions, closed: a field that they do not know fails too. */
function readDefinitions(file: string): Record<string, unknown> {
  const model = readRecord(JSON.parse(readFileSync(resolve(folder, file), "utf8")));
  const definitions = readRecord(model.definitions);
  const close = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(close);
    if (value === null || typeof value !== "object") return value;
    const closed = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, close(inner)]));
    return "properties" in closed ? { ...closed, additionalProperties: false } : closed;
  };
  return readRecord(close(definitions));
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

describe.skipIf(!hasModels)("official model of vendor orders", () => {
  let simulator: Simulator;
  let validators: Record<"list" | "one" | "status" | "submit" | "transaction", ValidateFunction>;
  beforeAll(async () => {
    simulator = await startForTest();
    for (const operation of ["getPurchaseOrders", "getPurchaseOrdersStatus", "getPurchaseOrder"])
      simulator.control.setLimit({ operation }, { rate: 1e6, burst: 1e6 });
    const ajv = new Ajv({ strict: false, allErrors: true, formats: { "date-time": instant, int64: true } });
    for (const [name, file] of Object.entries(files))
      ajv.addSchema({ $id: name, definitions: readDefinitions(file) });
    const of = (name: string, model = "orders") => ajv.compile({ $ref: `${model}#/definitions/${name}` });
    validators = {
      list: of("GetPurchaseOrdersResponse"),
      one: of("GetPurchaseOrderResponse"),
      status: of("GetPurchaseOrdersStatusResponse"),
      submit: of("SubmitAcknowledgementResponse"),
      transaction: of("GetTransactionResponse", "transactions"),
    };
  });
  afterAll(() => simulator?.stop());

  const kindOf = (path: string) =>
    path === "acknowledgements"
      ? "submit"
      : path.startsWith("transactions/")
        ? "transaction"
        : kindOfGet(path);
  const kindOfGet = (path: string) =>
    path.startsWith("purchaseOrders/") ? "one" : path.startsWith("purchaseOrdersStatus") ? "status" : "list";
  const check = async (path: string, response: Response) => {
    const body: unknown = await response.json();
    const validate = validators[kindOf(path)];
    const isValid = validate(body);
    expect(isValid, `${path} ${response.status}: ${JSON.stringify(validate.errors?.slice(0, 3))}`).toBe(true);
    expect(response.headers.get("x-amzn-requestid")).not.toBeNull();
    return readRecord(body);
  };

  test("every answer of six months of every account follows it", { timeout: 60_000 }, async () => {
    for (const { id, region } of simulator.control.groups()) {
      const caller = await callAs(simulator, id, `${simulator.url}/${region}`);
      for (let to = testNow.getTime(); to > testNow.getTime() - 180 * day; to -= 28 * day) {
        const window = { createdAfter: isoSeconds(to - 7 * day), createdBefore: isoSeconds(to) };
        for (const path of ["purchaseOrders", "purchaseOrdersStatus"])
          await check(path, await caller.get(path, window));
        await check(
          "purchaseOrders",
          await caller.get("purchaseOrders", { ...window, includeDetails: "false" }),
        );
      }
    }
  });

  test("one order follows it", async () => {
    const caller = await callAs(simulator, groupIds.jp);
    const [order] = await caller.all("purchaseOrders", {});
    const path = `purchaseOrders/${order?.purchaseOrderNumber}`;
    expect((await check(path, await caller.get(path))).payload).toEqual(order);
  });

  test("every refusal follows it: 400, 403, 404, 429, 500, 503", async () => {
    const caller = await callAs(simulator, groupIds.de);
    const us = await callAs(simulator, groupIds.us, `${simulator.url}/eu`);
    const seen: number[] = [];
    const see = async (path: string, response: Response) => {
      seen.push(response.status);
      const body = await check(path, response);
      expect(body.errors).toHaveLength(1);
    };
    await see("purchaseOrders", await caller.get("purchaseOrders", { limit: "0" }));
    await see("purchaseOrders/UNKNOWN1", await caller.get("purchaseOrders/UNKNOWN1"));
    await see("purchaseOrders", await us.get("purchaseOrders"));
    for (const fault of [
      "throttle",
      "internal-error",
      "unavailable",
      "expired-token",
    ] satisfies FaultName[]) {
      for (const path of ["purchaseOrdersStatus", "purchaseOrders", "purchaseOrders/UNKNOWN1"]) {
        const again = await callAs(simulator, groupIds.de);
        simulator.control.addFault({ operation: "*", group: groupIds.de, fault, count: 1 });
        await see(path, await again.get(path));
        simulator.control.clearFaults();
      }
    }
    expect(new Set(seen)).toEqual(new Set([400, 404, 403, 429, 500, 503]));
  });

  test("an order put in by hand follows it, in every manner of every change", async () => {
    const caller = await callAs(simulator, groupIds.de);
    const order = simulator.control.addOrder(groupIds.de, {
      freight: "collect",
      lines: [{ amount: 5 }, { amount: 7, unit: "Cases", unitSize: 6 }],
    });
    const number = order.purchaseOrderNumber;
    const events = [
      { kind: "acknowledge", acceptedShare: 0.5 },
      { kind: "quantity", line: "1", amount: 3 },
      { kind: "cost", line: "2", cost: "9.99" },
      { kind: "window", start: "2026-05-01T00:00:00Z", end: "2026-05-08T00:00:00Z" },
      { kind: "receive", share: 0.5 },
      { kind: "cancel-line", line: "2" },
      { kind: "cancel-order" },
    ] as const;
    for (const event of events) {
      simulator.control.changeOrder(groupIds.de, number, event);
      await check(`purchaseOrders/${number}`, await caller.get(`purchaseOrders/${number}`));
      await check(
        "purchaseOrdersStatus",
        await caller.get("purchaseOrdersStatus", { purchaseOrderNumber: number }),
      );
    }
  });

  test("an answer to a PO and its transaction follow it, taken in, failed and refused", async () => {
    const caller = await callAs(simulator, groupIds.de);
    for (const amount of [5, 6]) {
      const { purchaseOrderNumber, orderDetails } = simulator.control.addOrder(groupIds.de, {
        lines: [{ amount: 5, cost: "1.10" }],
      });
      const acknowledgement = {
        purchaseOrderNumber,
        sellingParty: orderDetails?.sellingParty,
        acknowledgementDate: isoSeconds(testNow.getTime()),
        items: [
          {
            itemSequenceNumber: "1",
            orderedQuantity: { amount: 5, unitOfMeasure: "Eaches" },
            netCost: { amount: "1.10", currencyCode: "EUR" },
            itemAcknowledgements: [
              { acknowledgementCode: "Accepted", acknowledgedQuantity: { amount, unitOfMeasure: "Eaches" } },
            ],
          },
        ],
      };
      const sent = await caller.post("acknowledgements", { acknowledgements: [acknowledgement] });
      const { payload } = await check("acknowledgements", sent);
      const path = `transactions/v1/transactions/${readRecord(payload).transactionId}`;
      await check(path, await caller.get(path));
      simulator.control.clock.jump(600_000);
      await check(path, await caller.get(path));
      simulator.control.clock.set(testNow);
      const unknown = "transactions/v1/transactions/none";
      await check(unknown, await caller.get(unknown));
      await check("acknowledgements", await caller.post("acknowledgements", {}));
    }
  });

  test("the drift faults do not follow it: the check would notice", async () => {
    const caller = await callAs(simulator, groupIds.de);
    for (const fault of ["extra-fields", "unknown-words", "garbage-record"] satisfies FaultName[]) {
      for (const path of ["purchaseOrders", "purchaseOrdersStatus"] as const) {
        simulator.control.addFault({ operation: "*", fault, count: 1 });
        const body: unknown = await (await caller.get(path)).json();
        expect(validators[kindOf(path)](body), `${fault} ${path}`).toBe(false);
      }
    }
  });
});
