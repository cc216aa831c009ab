import { expect, test } from "vitest";
import { inTenant } from "@/db/tenant";
import { listConnections } from "@/server/modules/connections/list-connections";
import { setMode as switchMode } from "@/server/modules/connections/set-mode";
import { withRole } from "@/server/modules/connections/testing/connected-tenant";
import { storeStatuses } from "@/server/modules/orders/store-statuses";
import { findSource } from "@/server/modules/syncs/find-source";
import { shadowReport } from "./shadow-report";
import {
  answer,
  arrived,
  codeOf,
  connectionId,
  line,
  part,
  placed,
  placeOrder,
  read,
  setMode,
  stageRoad,
  tenant,
  whole,
} from "./testing/road-stage";

stageRoad();

/** What Amazon shows after somebody answered in Vendor Central: line 1 in eaches, line 2 whole. */
async function answerElsewhere(accepted: number): Promise<void> {
  const shown = (sequence: string, took: number, refused: number) => ({
    ...{
      sequence,
      asin: null,
      vendorSku: null,
      netCost: null,
      orderedEaches: took + refused,
      cancelledEaches: 0,
    },
    ...{ confirmation: "accepted", acceptedEaches: took, rejectedEaches: refused },
    ...{ receiving: null, receivedEaches: null, lastReceivedAt: null },
  });
  const value = {
    ...{
      number: placed.number,
      status: "open",
      orderedAt: null,
      updatedAt: null,
      vendorCode: null,
      shipToCode: null,
    },
    lines: [shown("1", accepted, 10 - accepted), shown("2", 24, 0)],
  };
  const record = { value, bytes: Buffer.from(JSON.stringify(value)) };
  await inTenant(tenant.tenantId, async (tx) =>
    storeStatuses(tx, await findSource(tx, tenant.owner, connectionId), [record]),
  );
}

const report = async () =>
  (await shadowReport(tenant.owner, connectionId)).rows.map(({ verdict, number, lines }) => ({
    verdict,
    number,
    lines: lines.map(({ sequence, sent, shown }) => [sequence, sent.accepted, shown.accepted]),
  }));

test("what would have been answered is compared with what somebody answered at Amazon, in eaches", async () => {
  await setMode("shadow");
  await answer();
  expect(await report()).toEqual([{ verdict: "waiting", number: placed.number, lines: [] }]);
  await answerElsewhere(7);
  expect(await report()).toEqual([{ verdict: "same", number: placed.number, lines: [] }]);
  await answerElsewhere(4);
  expect(await report()).toEqual([{ verdict: "different", number: placed.number, lines: [["1", 7, 4]] }]);
  expect(arrived()).toEqual([]);
});

test("the newest are compared, and all POs prepared are counted", async () => {
  await setMode("shadow");
  await answer();
  const next = await placeOrder();
  await answer(whole, next);
  await answer([line("1", part("accepted", 10)), line("2", part("accepted", 4))], next);
  const { rows, total } = await shadowReport(tenant.owner, connectionId, 1);
  expect(rows.map(({ number }) => number)).toEqual([next.number]);
  expect(total).toBe(2);
});

test("the last answer prepared for a PO counts, and none that was sent", async () => {
  await answer();
  expect(await report()).toEqual([]);
  await setMode("shadow");
  await answer([line("1", part("accepted", 4), part("rejected", 6)), line("2", part("accepted", 4))]);
  await answerElsewhere(4);
  expect(await report()).toMatchObject([{ verdict: "same" }]);
});

test("an account goes live by its name and a fresh factor, and back without; drafts of before never leave", async () => {
  await setMode("shadow");
  const { id } = await answer();
  const label = (await listConnections(tenant.owner))[0]?.label ?? "";
  const to = (mode: "live" | "shadow", typedWord = label, owner = tenant.owner) =>
    codeOf(switchMode(owner, { connectionId, mode, typedWord }));
  expect(await to("live", "wrong")).toBe("INVALID");
  expect(await to("live", label, { ...tenant.owner, factor: { isExempt: false, givenAt: null } })).toBe(
    "PRECONDITION step-up",
  );
  expect(await to("live", label, await withRole(tenant, "manager"))).toBe("FORBIDDEN connection.go-live");
  expect(await to("live")).toBe("done");
  expect((await listConnections(tenant.owner))[0]?.mode).toBe("live");
  expect(await read(id)).toMatchObject({ state: "draft", nextAt: null, isShadow: true });
  expect(await to("shadow", "")).toBe("done");
});
