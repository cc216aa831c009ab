import { expect, test } from "vitest";
import { jobEvent } from "./events";

const data = {
  tenantId: "0199aaaa-0000-7000-8000-000000000001",
  mailId: "0199aaaa-0000-7000-8000-000000000002",
};

test("the same cause gives the same id, another cause or another name another one", () => {
  const { id } = jobEvent("oakline/mail.queued", data, "mail 2");
  expect(jobEvent("oakline/mail.queued", data, "mail 2").id).toBe(id);
  expect(jobEvent("oakline/mail.queued", data, "mail 3").id).not.toBe(id);
  const sync = { tenantId: data.tenantId, connectionId: data.mailId, kind: "poll" } as const;
  expect(jobEvent("oakline/orders.requested", sync, "mail 2").id).not.toBe(id);
});

test("an event takes ids and nothing else along", () => {
  const chatty = { ...data, subject: "secret" };
  expect(jobEvent("oakline/mail.queued", chatty, "mail 2").data).toEqual(data);
  expect(() => jobEvent("oakline/mail.queued", { ...data, mailId: "2" }, "mail 2")).toThrow("mailId");
});
