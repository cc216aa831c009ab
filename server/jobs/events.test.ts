import { expect, test } from "vitest";
import { jobEvent, syncEvent } from "./events";

const data = {
  tenantId: "0199aaaa-0000-7000-8000-000000000001",
  connectionId: "0199aaaa-0000-7000-8000-000000000002",
  kind: "poll",
} as const;

test("the same cause gives the same id, another cause or another name another one", () => {
  const { id } = jobEvent("oakline/orders.requested", data, "due at noon");
  expect(jobEvent("oakline/orders.requested", data, "due at noon").id).toBe(id);
  expect(syncEvent("orders", data, "due at noon").id).toBe(id);
  expect(jobEvent("oakline/orders.requested", data, "due at one").id).not.toBe(id);
  expect(jobEvent("oakline/order-status.requested", data, "due at noon").id).not.toBe(id);
});

test("an event takes ids and nothing else along", () => {
  const chatty = { ...data, subject: "secret" };
  expect(jobEvent("oakline/orders.requested", chatty, "noon").data).toEqual(data);
  expect(() => jobEvent("oakline/orders.requested", { ...data, connectionId: "2" }, "noon")).toThrow(
    "connectionId",
  );
});
