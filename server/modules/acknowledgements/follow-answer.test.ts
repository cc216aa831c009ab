import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { audit } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { standingClock } from "@/server/access/testing/test-context";
import { vendorGroup, withRole } from "@/server/modules/connections/testing/connected-tenant";
import { fetchOrder } from "@/server/modules/orders/fetch-order";
import { advanceSubmission } from "@/server/modules/submissions/advance-submission";
import { settleByHand } from "@/server/modules/submissions/settle-by-hand";
import { withdrawSubmission } from "@/server/modules/submissions/withdraw-submission";
import type { Id } from "@/server/platform/ids";
import {
  advance,
  answer,
  arrived,
  at,
  codeOf,
  connectionId,
  historyOf,
  later,
  line,
  minuteMs,
  operation,
  part,
  placed,
  read,
  readOrder,
  road,
  send,
  setMode,
  stageRoad,
  tenant,
  world,
} from "./testing/road-stage";

stageRoad();

type Fault = "fail-late" | "no-effect" | "wrong-effect" | "reset-after";
const fault = (name: Fault) => world.simulator.control.addFault({ operation, fault: name, count: 1 });
const kinds = async () => (await readOrder()).work.map(({ kind }) => kind);
const settle = (id: Id<"submission">, outcome: "arrived" | "lost" | "handled") =>
  settleByHand(tenant.owner, { submission: id, outcome, note: "seen in Vendor Central" }, road);

test("a PO waits until its answer has left, then it is answered, and nothing is due", async () => {
  const { id } = await answer();
  expect(await readOrder()).toMatchObject({ status: "to-confirm", answer: "queued" });
  expect((await readOrder()).work).toMatchObject([{ kind: "confirm", facts: { answer: "queued" } }]);
  later(1);
  await advance(id);
  expect(await readOrder()).toMatchObject({ status: "answered", answer: "sent", nextDueAt: null, work: [] });
});

test("what was taken back leaves the PO as it was", async () => {
  const { id } = await answer();
  await withdrawSubmission(tenant.owner, id, road);
  expect(await readOrder()).toMatchObject({ status: "to-confirm", answer: null });
  expect(await kinds()).toEqual(["confirm"]);
});

test("a Failure that comes late raises the PO again, with its clock", async () => {
  fault("fail-late");
  const id = await send();
  later(15);
  await advance(id);
  expect(await readOrder()).toMatchObject({
    status: "to-confirm",
    answer: "refused",
    nextDueAt: expect.any(Date),
  });
  expect((await readOrder()).work).toMatchObject([{ kind: "confirm", facts: { answer: "refused" } }]);
});

test("a refused second answer is work, and the first one goes on to stand", async () => {
  // Amazon takes it in and shows nothing of it yet
  fault("no-effect");
  await send();
  fault("fail-late");
  const { id } = await answer([line("2", part("accepted", 3), part("rejected", 1))]);
  later(1);
  await advance(id);
  later(15);
  await advance(id);
  expect((await read(id)).state).toBe("refused");
  expect(await readOrder()).toMatchObject({ status: "answered", answer: "refused" });
  expect(await kinds()).toEqual(["answer"]);
});

test("a mismatch is work until a person has handled it, and stays a mismatch", async () => {
  fault("wrong-effect");
  const id = await send();
  later(2);
  await advance(id);
  expect(await readOrder()).toMatchObject({ status: "confirmed", answer: "mismatch" });
  expect(await kinds()).toEqual(["answer"]);
  await settle(id, "handled");
  expect(await readOrder()).toMatchObject({ status: "confirmed", answer: null, work: [] });
  expect(await read(id)).toMatchObject({ state: "mismatch", closedAt: new Date(at), nextAt: null });
  expect(await codeOf(settle(id, "handled"))).toBe("PRECONDITION submission-moved");
  const notes = await inTenant(tenant.tenantId, (tx) =>
    tx
      .select()
      .from(audit)
      .where(and(eq(audit.action, "submission.settle"), eq(audit.subjectId, id))),
  );
  expect(notes).toMatchObject([{ after: { outcome: "handled", note: "seen in Vendor Central" } }]);
});

test("a change by Amazon after the answer raises the PO, due while figures may change", async () => {
  fault("no-effect");
  await send();
  world.simulator.control.changeOrder(vendorGroup, placed.number, { kind: "quantity", line: "1", amount: 9 });
  await fetchOrder(tenant.owner, { connection: connectionId, number: placed.number }, world.settings);
  const found = await readOrder();
  expect(found.status).toBe("changed");
  expect(found.work).toMatchObject([{ kind: "changed", dueAt: expect.any(Date) }]);
});

test("an unknown answer is settled by a person too: it arrived, or it goes again", async () => {
  fault("reset-after");
  const id = await send();
  expect((await read(id)).state).toBe("unknown");
  expect(await codeOf(settle(id, "handled"))).toBe("PRECONDITION submission-moved");
  await settle(id, "arrived");
  expect(await readOrder()).toMatchObject({ status: "answered", answer: "presumed_accepted" });
  later(2);
  await advance(id);
  expect((await read(id)).state).toBe("verified");
  expect(await historyOf(id)).toEqual(["queued", "sending", "unknown", "presumed_accepted", "verified"]);
  expect(arrived()).toHaveLength(1);
});

test("an operator takes back but does not settle", async () => {
  const operator = await withRole(tenant, "operator");
  const { id } = await answer();
  await withdrawSubmission(operator, id, road);
  const input = { submission: id, outcome: "lost", note: "it is lost" } as const;
  expect(await codeOf(settleByHand(operator, input, road))).toBe("FORBIDDEN submission.settle");
});

test("an answer and its sending never wait for each other, whoever comes first", async () => {
  const id = await send();
  later(2);
  const next = [line("1", part("accepted", 5), part("rejected", 5))];
  const outcomes = await Promise.all([codeOf(answer(next)), advance(id), codeOf(answer(next))]);
  expect(outcomes.filter((one) => one === "done")).toHaveLength(1);
});

test("in shadow mode the PO goes on waiting", async () => {
  await setMode("shadow");
  await answer();
  expect(await readOrder()).toMatchObject({ status: "to-confirm", answer: null });
  expect(await kinds()).toEqual(["confirm"]);
});

test("a PO that Amazon cancels while its answer is on its way is no work, and the answer is refused", async () => {
  const { id } = await answer();
  world.simulator.control.changeOrder(vendorGroup, placed.number, { kind: "cancel-order" });
  later(1);
  await advance(id);
  await fetchOrder(tenant.owner, { connection: connectionId, number: placed.number }, world.settings);
  later(15);
  await advance(id);
  expect(await read(id)).toMatchObject({ state: "refused", nextAt: null });
  expect(await readOrder()).toMatchObject({ status: "cancelled", work: [] });
  expect(arrived()).toHaveLength(1);
});

test.each([-2, 2])("a clock that is %i hours off sends once and finds its proof", async (hours) => {
  const { id } = await answer();
  later(1);
  const ours = standingClock(new Date(at + hours * 60 * minuteMs));
  const off = { ...tenant.job, clock: ours };
  const step = () => advanceSubmission(off, id, { ...road, settings: world.settings });
  await step();
  // an early clock has not come to the seconds to undo yet; a late one looks before it sends
  for (let n = 0; n < 40 && (await read(id)).state !== "verified"; n++) {
    later(5);
    off.clock = standingClock(new Date(at + hours * 60 * minuteMs));
    await step();
  }
  expect((await read(id)).state).toBe("verified");
  expect(arrived()).toHaveLength(1);
});
