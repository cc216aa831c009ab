import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listDueSubmissions } from "@/db/scheduler-door";
import { apiCall, connection } from "@/db/schema/connections";
import { submission } from "@/db/schema/submissions";
import { inTenant } from "@/db/tenant";
import { removeConnection } from "@/server/modules/connections/remove-connection";
import { connectTenant, vendorGroup, withRole } from "@/server/modules/connections/testing/connected-tenant";
import { fetchOrder } from "@/server/modules/orders/fetch-order";
import { advanceSubmission } from "@/server/modules/submissions/advance-submission";
import type { SubmissionKind } from "@/server/modules/submissions/submission-kind";
import { withdrawSubmission } from "@/server/modules/submissions/withdraw-submission";
import { sha256 } from "@/server/platform/crypto";
import { toAppError } from "@/server/platform/errors";
import { acknowledgementRoad } from "./acknowledgement-road";
import { answerOrder } from "./answer-order";
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
  whole,
  world,
} from "./testing/road-stage";

stageRoad();

test("an answer leaves once, as the bytes that were frozen, and is verified by what Amazon shows", async () => {
  const id = await send();
  const sent = await read(id);
  expect(sent).toMatchObject({ state: "sent", attempt: 1 });
  expect(sent.transactionId).toMatch(/^[0-9a-f-]{36}$/);
  expect(sent.nextAt?.getTime()).toBe(at + minuteMs);
  expect(arrived()).toEqual([sent.body]);
  expect(sha256(sent.body).equals(sent.bodyHash)).toBe(true);
  later(2);
  await advance(id);
  const verified = await read(id);
  expect(verified).toMatchObject({ state: "verified", nextAt: null });
  expect(verified.evidence).toMatchObject({ lines: [{ kind: "verified" }, { kind: "verified" }] });
  expect(await historyOf(id)).toEqual(["queued", "sending", "sent", "verified"]);
  expect(arrived()).toHaveLength(1);
});

test("what Amazon shows also ends the work: the PO is confirmed, nothing is due", async () => {
  const id = await send();
  later(2);
  await advance(id);
  expect(await readOrder()).toMatchObject({ status: "confirmed", answer: "verified", work: [] });
});

test("a bad answer queues nothing and names every fault", async () => {
  const error = await answer([line("1", part("accepted", 11)), line("2", part("rejected", 3))]).then(
    () => null,
    toAppError,
  );
  expect(error?.violations.map(({ field, code }) => `${field} ${code}`)).toEqual([
    "lines.1 sum-differs",
    "lines.2 sum-differs",
  ]);
  expect(await inTenant(tenant.tenantId, (tx) => tx.$count(submission))).toBe(0);
});

test("a PO that Amazon changed meanwhile is not answered by the old version", async () => {
  world.simulator.control.changeOrder(vendorGroup, placed.number, { kind: "quantity", line: "1", amount: 9 });
  await fetchOrder(tenant.owner, { connection: connectionId, number: placed.number }, world.settings);
  expect(await codeOf(answer())).toBe("CONFLICT order-version");
});

test("two people who answer at once queue one answer", async () => {
  const outcomes = await Promise.all([codeOf(answer()), codeOf(answer())]);
  expect(outcomes.sort()).toEqual(["CONFLICT submission-open", "done"]);
});

test("a viewer answers nothing, and no person advances the road", async () => {
  const viewer = await withRole(tenant, "viewer");
  const input = { order: placed.id, version: 1, lines: [] };
  expect(await codeOf(answerOrder(viewer, input))).toBe("FORBIDDEN order.acknowledge");
  const { id } = await answer();
  expect(await codeOf(advanceSubmission(tenant.owner, id, { kinds: [] }))).toBe(
    "FORBIDDEN submission.advance",
  );
});

describe("undo", () => {
  test("takes back what has not left, and then it never leaves", async () => {
    const { id } = await answer();
    await advance(id);
    expect(arrived()).toHaveLength(0);
    await withdrawSubmission(tenant.owner, id, road);
    await withdrawSubmission(tenant.owner, id, road);
    later(5);
    await advance(id);
    expect([await historyOf(id), arrived().length]).toEqual([["queued", "withdrawn"], 0]);
    expect((await read(id)).state).toBe("withdrawn");
  });
  test("comes too late for what has left", async () => {
    const id = await send();
    expect(await codeOf(withdrawSubmission(tenant.owner, id, road))).toBe("PRECONDITION submission-left");
  });
  test("and the sending at the same instant: one of them wins, and a withdrawn one is not sent", async () => {
    const { id } = await answer();
    later(1);
    await Promise.all([advance(id), codeOf(withdrawSubmission(tenant.owner, id, road))]);
    const { state } = await read(id);
    expect([state, arrived().length]).toEqual(state === "withdrawn" ? ["withdrawn", 0] : ["sent", 1]);
  });
});

test("advanced by ten at once it leaves once", async () => {
  const { id } = await answer();
  later(1);
  await Promise.all(Array.from({ length: 10 }, () => advance(id)));
  expect(arrived()).toHaveLength(1);
  expect(await historyOf(id)).toEqual(["queued", "sending", "sent"]);
});

describe("what Amazon makes of it later", () => {
  const fault = (name: "fail-late" | "no-effect" | "late-effect" | "wrong-effect") =>
    world.simulator.control.addFault({ operation, group: vendorGroup, fault: name, count: 1 });

  test("a Failure revokes a presumption", async () => {
    fault("fail-late");
    const id = await send();
    later(9);
    await advance(id);
    expect((await read(id)).state).toBe("sent");
    later(6);
    await advance(id);
    expect(await read(id)).toMatchObject({
      state: "refused",
      nextAt: null,
      reasons: [{ code: "NotAvailable" }],
    });
  });

  test("nothing at all is presumed accepted after 15 minutes, due for a case after 30, and asked about for a day", async () => {
    fault("no-effect");
    const id = await send();
    later(15);
    await advance(id);
    expect(await read(id)).toMatchObject({ state: "presumed_accepted", caseDueAt: null });
    later(15);
    await advance(id);
    expect(await read(id)).toMatchObject({ state: "presumed_accepted", caseDueAt: new Date(at) });
    later(24 * 60);
    await advance(id);
    expect(await read(id)).toMatchObject({ state: "presumed_accepted", nextAt: null });
    expect(arrived()).toHaveLength(1);
  });

  test("late is not lost: it is verified when it shows", async () => {
    fault("late-effect");
    const id = await send();
    later(30);
    await advance(id);
    expect((await read(id)).state).toBe("presumed_accepted");
    later(31);
    await advance(id);
    expect((await read(id)).state).toBe("verified");
  });

  test("other figures than ours are a mismatch, with both sides", async () => {
    fault("wrong-effect");
    const id = await send();
    later(2);
    await advance(id);
    const row = await read(id);
    expect(row.state).toBe("mismatch");
    expect(row.evidence).toMatchObject({
      lines: [
        { kind: "mismatch", sent: { accepted: 7, rejected: 3 }, shown: { accepted: 6, rejected: 4 } },
        { kind: "verified" },
      ],
    });
  });
});

describe("an attempt that goes wrong", () => {
  test("a lost answer is unknown; Amazon is looked at, and nothing is sent again", async () => {
    world.simulator.control.addFault({ operation, group: vendorGroup, fault: "reset-after", count: 1 });
    const id = await send();
    expect(await read(id)).toMatchObject({ state: "unknown", transactionId: null });
    later(2);
    await advance(id);
    expect((await read(id)).state).toBe("verified");
    expect(arrived()).toHaveLength(1);
  });

  test("a sender that was frozen between its intent and its first byte sends nothing when it wakes", async () => {
    const { id } = await answer();
    later(1);
    // asked twice it tells the instants before and after the freeze
    let asked = 0;
    const wakes = { ...tenant.job.clock, now: () => new Date(at + (asked++ < 3 ? 0 : 3 * minuteMs)) };
    await advanceSubmission({ ...tenant.job, clock: wakes }, id, { ...road, settings: world.settings });
    expect([(await read(id)).state, arrived().length]).toEqual(["sending", 0]);
    for (let n = 0; n < 20 && (await read(id)).state !== "verified"; n++) {
      later(3);
      await advance(id);
    }
    expect([(await read(id)).state, arrived().length]).toEqual(["verified", 1]);
  });

  test("a request that never arrived is sent again after Amazon had its time to show it", async () => {
    const { id } = await answer();
    later(1);
    // as a process leaves it that died between the intent and the first byte
    await inTenant(tenant.tenantId, (tx) =>
      tx
        .update(submission)
        .set({ state: "sending", attempt: 1, nextAt: new Date(at + 2 * minuteMs) })
        .where(eq(submission.id, id)),
    );
    await advance(id);
    expect((await read(id)).state).toBe("sending");
    later(2);
    await advance(id);
    expect((await read(id)).state).toBe("unknown");
    await advance(id);
    expect([(await read(id)).state, arrived().length]).toEqual(["unknown", 0]);
    later(10);
    await advance(id);
    expect([(await read(id)).state, arrived().length]).toEqual(["queued", 0]);
    await advance(id);
    expect(await read(id)).toMatchObject({ state: "sent", attempt: 2 });
    expect(arrived()).toHaveLength(1);
  });

  test("a fault of ours while it is sent leaves it unknown, is seen, and the calls are on record", async () => {
    const { id } = await answer();
    later(1);
    const send: SubmissionKind["send"] = async (client) => {
      await client.getPurchaseOrdersStatus({ number: placed.number });
      throw new TypeError("ours");
    };
    const broken = { kinds: [{ ...acknowledgementRoad, send }], settings: world.settings };
    const calls = () => inTenant(tenant.tenantId, (tx) => tx.$count(apiCall));
    const before = await calls();
    await expect(advanceSubmission(tenant.job, id, broken)).rejects.toThrow("ours");
    expect((await read(id)).state).toBe("unknown");
    expect(await calls()).toBeGreaterThan(before);
  });

  test("what was refused before it was looked at waits and goes again", async () => {
    world.simulator.control.addFault({ operation, group: vendorGroup, fault: "access-denied", at: "always" });
    const id = await send();
    expect(await read(id)).toMatchObject({ state: "queued", attempt: 1 });
    world.simulator.control.clearFaults();
    later(2);
    await advance(id);
    expect([(await read(id)).state, arrived().length]).toEqual(["sent", 1]);
  });

  test("a body that Amazon cannot read is refused, for good", async () => {
    const { id } = await answer();
    await inTenant(tenant.tenantId, (tx) =>
      tx
        .update(submission)
        .set({ body: Buffer.from("{}") })
        .where(eq(submission.id, id)),
    );
    later(1);
    await advance(id);
    expect(await read(id)).toMatchObject({
      state: "refused",
      nextAt: null,
      reasons: [{ code: "InvalidInput" }],
    });
  });

  test("an account without consent holds its answer back, and it leaves when the consent is there", async () => {
    const { id } = await answer();
    const set = (state: "reauthorise" | "active") =>
      inTenant(tenant.tenantId, (tx) =>
        tx.update(connection).set({ state }).where(eq(connection.id, connectionId)),
      );
    await set("reauthorise");
    later(1);
    await advance(id);
    expect(await read(id)).toMatchObject({ state: "queued", attempt: 0 });
    await set("active");
    later(1);
    await advance(id);
    expect(arrived()).toHaveLength(1);
  });
});

describe("an account that is removed", () => {
  const remove = () => removeConnection(tenant.owner, { connectionId, typedWord: "US main" });

  test("takes back what has not left, also from whoever connects it again", async () => {
    const { id } = await answer();
    await remove();
    later(1);
    await advance(id);
    expect(await read(id)).toMatchObject({ state: "withdrawn", nextAt: null });
    expect(await readOrder()).toMatchObject({ status: "to-confirm", answer: null, work: [] });
    await connectTenant(tenant, world);
    later(1);
    await advance(id);
    expect(arrived()).toHaveLength(0);
  });

  test("leaves what Amazon took in to time: it is presumed accepted, and the looks end", async () => {
    const id = await send();
    await remove();
    later(2);
    await advance(id);
    expect((await read(id)).state).toBe("sent");
    later(13);
    await advance(id);
    expect(await read(id)).toMatchObject({ state: "presumed_accepted", caseDueAt: null });
    later(24 * 60);
    await advance(id);
    expect(await read(id)).toMatchObject({ state: "presumed_accepted", nextAt: null });
  });

  test("leaves an unknown one to a person", async () => {
    world.simulator.control.addFault({ operation, group: vendorGroup, fault: "reset-after", count: 1 });
    const id = await send();
    await remove();
    later(2);
    await advance(id);
    expect(await read(id)).toMatchObject({ state: "unknown", nextAt: null });
  });
});

describe("an account that is back in shadow mode", () => {
  test("takes back what has not left", async () => {
    const { id } = await answer();
    await setMode("shadow");
    later(1);
    await advance(id);
    expect(await read(id)).toMatchObject({ state: "withdrawn", nextAt: null });
    expect(await readOrder()).toMatchObject({ status: "to-confirm", answer: null });
    await setMode("live");
    later(1);
    await advance(id);
    expect(arrived()).toHaveLength(0);
  });

  test("repeats nothing that may have arrived, and asks a person", async () => {
    world.simulator.control.addFault({ operation, group: vendorGroup, fault: "reset-before", count: 1 });
    const id = await send();
    const sent = await read(id);
    await setMode("shadow");
    await advance(id);
    later(10);
    await advance(id);
    expect((await read(id)).state).toBe("queued");
    await advance(id);
    expect([sent.attempt, await read(id)]).toMatchObject([1, { state: "unknown", attempt: 1, nextAt: null }]);
    expect(arrived()).toHaveLength(0);
  });
});

test("in shadow mode everything is prepared and kept, and nothing leaves", async () => {
  await setMode("shadow");
  const { id, isShadow } = await answer();
  later(60);
  await advance(id);
  const row = await read(id);
  expect([isShadow, row.state, row.isShadow, row.body.length > 100]).toEqual([true, "draft", true, true]);
  expect(arrived()).toHaveLength(0);
});

test("the due list names what the road must look at, and no word of what it is", async () => {
  const { id } = await answer();
  const mine = async () =>
    (await listDueSubmissions(new Date(at), 1000)).filter((one) => one.submissionId === id);
  expect(await mine()).toEqual([]);
  later(1);
  expect(await mine()).toEqual([{ tenantId: tenant.tenantId, submissionId: id, dueAt: expect.any(String) }]);
});

test("a later answer names what changed alone, and stands on what was sent before", async () => {
  await send();
  const next = [line("1", part("accepted", 5), part("rejected", 5)), whole[1] ?? line("2")];
  const { id } = await answer(next);
  const body = JSON.parse((await read(id)).body.toString("utf8"));
  expect(
    body.acknowledgements[0].items.map((item: { itemSequenceNumber: string }) => item.itemSequenceNumber),
  ).toEqual(["1"]);
  expect(await codeOf(answer(whole))).toBe("PRECONDITION nothing-new");
});
