import { VendorOrdersApi } from "@sp-api-sdk/vendor-orders-api-v1";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day, isoSeconds } from "./calendar";
import type { Simulator } from "./create-simulator";
import { accessTokenFor, groupIds, startForTest, testNow } from "./start-for-test";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startForTest();
});
afterAll(() => simulator.stop());

async function clientFor(group: string, region: string) {
  const token = await accessTokenFor(simulator, group);
  return new VendorOrdersApi({
    basePath: `${simulator.url}/${region}`,
    isJsonMime: () => true,
    baseOptions: { headers: { "x-amz-access-token": token, "user-agent": "Test/1 (Language=TypeScript)" } },
  });
}

test("a public typed client reads lists, one order, status and the next page", async () => {
  const client = await clientFor(groupIds.usBig, "na");
  const createdAfter = isoSeconds(testNow.getTime() - 7 * day);
  const createdBefore = isoSeconds(testNow.getTime());
  const first = await client.getPurchaseOrders({ createdAfter, createdBefore, limit: 40, sortOrder: "DESC" });
  const orders = first.data.payload?.orders ?? [];
  expect(orders).toHaveLength(40);
  expect(orders[0]?.orderDetails?.items[0]?.netCost?.amount).toMatch(/^\d+\.\d\d$/);
  const nextToken = first.data.payload?.pagination?.nextToken;
  const second = await client.getPurchaseOrders({
    createdAfter,
    createdBefore,
    limit: 40,
    sortOrder: "DESC",
    nextToken,
  });
  const numbers = [...orders, ...(second.data.payload?.orders ?? [])].map(
    (order) => order.purchaseOrderNumber,
  );
  expect(new Set(numbers).size).toBe(numbers.length);
  const purchaseOrderNumber = numbers[0] ?? "";
  const one = await client.getPurchaseOrder({ purchaseOrderNumber });
  expect(one.data.payload).toEqual(orders[0]);
  const status = await client.getPurchaseOrdersStatus({ purchaseOrderNumber });
  expect(status.data.payload?.ordersStatus?.[0]?.itemStatus).toHaveLength(
    orders[0]?.orderDetails?.items.length ?? -1,
  );
});

test("a public typed client meets Amazon's refusals", async () => {
  const client = await clientFor(groupIds.de, "eu");
  await expect(client.getPurchaseOrder({ purchaseOrderNumber: "NOSUCHPO" })).rejects.toMatchObject({
    response: { status: 404, data: { errors: [{ code: "ResourceNotFound" }] } },
  });
});
