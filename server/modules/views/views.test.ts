import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { audit } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedTenant } from "@/db/testing/seed-tenant";
import type { Ctx } from "@/server/access/context";
import { memberContext } from "@/server/access/testing/test-context";
import { type Id, newId } from "@/server/platform/ids";
import { deleteView } from "./delete-view";
import { saveViewInput } from "./input";
import { listViews } from "./list-views";
import { renameView } from "./rename-view";
import { saveView } from "./save-view";
import { setDefaultView } from "./set-default-view";
import { shareView } from "./share-view";
import { updateView } from "./update-view";
import { canonicalQuery } from "./view-rules";

let database: TestDatabase;
let tenantId: Id<"tenant">;
let manager: Ctx;
let viewer: Ctx;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});
beforeEach(async () => {
  ({ tenantId } = await seedTenant());
  manager = memberContext(tenantId, "manager");
  viewer = memberContext(tenantId, "viewer");
});

const grid = "orders" as const;
const save = (ctx: Ctx, name: string, isShared = false, query = "q=x") =>
  saveView(ctx, saveViewInput.parse({ grid, name, query, isShared }));
const namesOf = async (ctx: Ctx) => (await listViews(ctx, { grid })).map(({ name }) => name);

test.each([
  ["status=any&q=PO", "q=PO&status=any"],
  ["market=DE%2CGB&market=FR", "market=DE,GB"],
  ["at=po_1&view=sv_1&cursor=x&sort=-due", "sort=-due"],
  ["?q=&from=2026-01-01", "from=2026-01-01"],
  ["q=%E4%BA%9A", "q=%E4%BA%9A"],
  ["", ""],
])("the state %j has one spelling: %j, and spelling it again changes nothing", (query, canonical) => {
  expect(canonicalQuery(query.replace(/^\?/, ""))).toBe(canonical);
  expect(canonicalQuery(canonical)).toBe(canonical);
});

describe("a personal view", () => {
  test("exists for its person alone, whatever the role of others", async () => {
    const { id } = await save(viewer, "Mine");
    expect(await namesOf(viewer)).toEqual(["Mine"]);
    for (const other of [manager, memberContext(tenantId, "owner")]) {
      expect(await namesOf(other)).toEqual([]);
      await expect(updateView(other, { id, version: 1, query: "" })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      await expect(deleteView(other, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(shareView(other, { id, version: 1, isShared: true })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      const asDefault = setDefaultView(other, { id, grid, role: "viewer" });
      await expect(asDefault).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  test("may bear a name that somebody else's bears, and no name twice", async () => {
    await save(viewer, "Same");
    await save(manager, "Same");
    await save(manager, "Same", true);
    const fault = { code: "INVALID", violations: [{ code: "viewNameTaken", field: "name" }] };
    await expect(save(viewer, "Same")).rejects.toMatchObject(fault);
    const { id } = await save(viewer, "Other");
    await expect(renameView(viewer, { id, version: 1, name: "Same" })).rejects.toMatchObject(fault);
    const race = await Promise.allSettled([save(viewer, "Race"), save(viewer, "Race")]);
    expect(race.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("a shared view", () => {
  test("is seen by all and changed by those who may share", async () => {
    const { id } = await save(manager, "Ours", true);
    expect(await namesOf(viewer)).toEqual(["Ours"]);
    await expect(save(viewer, "Theirs", true)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const works = [
      () => updateView(viewer, { id, version: 1, query: "" }),
      () => renameView(viewer, { id, version: 1, name: "x" }),
      () => deleteView(viewer, { id }),
      () => shareView(viewer, { id, version: 1, isShared: false }),
    ];
    for (const work of works) await expect(work()).rejects.toMatchObject({ code: "FORBIDDEN" });
    await renameView(manager, { id, version: 1, name: "Ours too" });
    expect(await namesOf(viewer)).toEqual(["Ours too"]);
  });

  test("changed by two: the second is told, and nothing of theirs is written", async () => {
    const { id } = await save(manager, "Ours", true);
    const both = await Promise.allSettled([
      updateView(manager, { id, version: 1, query: "q=a" }),
      updateView(manager, { id, version: 1, query: "q=b" }),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const [lost] = both.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(lost).toMatchObject({ code: "CONFLICT" });
    expect((await listViews(viewer, { grid }))[0]?.version).toBe(2);
  });

  test("opens first for a role; one a role, and none once it is taken back", async () => {
    const [a, b] = [await save(manager, "A", true), await save(manager, "B", true)];
    const defaults = async () =>
      (await listViews(viewer, { grid })).map(({ name, defaultFor }) => `${name} ${defaultFor}`);
    await setDefaultView(manager, { id: a.id, grid, role: "viewer" });
    await setDefaultView(manager, { id: a.id, grid, role: "operator" });
    await setDefaultView(manager, { id: b.id, grid, role: "viewer" });
    expect(await defaults()).toEqual(["A operator", "B viewer"]);
    await setDefaultView(manager, { id: null, grid, role: "operator" });
    await shareView(manager, { id: b.id, version: 1, isShared: false });
    expect(await defaults()).toEqual(["A "]);
    await expect(setDefaultView(viewer, { id: a.id, grid, role: "viewer" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("deleted and saved again is as it was", async () => {
    const { id } = await save(manager, "A", true, "q=1&status=any");
    await setDefaultView(manager, { id, grid, role: "viewer" });
    const [before] = await listViews(manager, { grid });
    await deleteView(manager, { id });
    expect(await namesOf(manager)).toEqual([]);
    if (!before) throw new Error("not listed");
    await saveView(manager, { grid, ...before });
    expect(await listViews(manager, { grid })).toMatchObject([{ ...before, id: expect.any(String) }]);
  });
});

test("every change of a view is on record with what it was and is", async () => {
  const { id } = await save(viewer, "Mine");
  await updateView(viewer, { id, version: 1, query: "q=y" });
  await deleteView(viewer, { id });
  const rows = await inTenant(tenantId, (tx) => tx.select().from(audit).orderBy(audit.at, audit.id));
  expect(rows.map(({ action, before, after }) => [action, before?.query, after?.query])).toEqual(
    expect.arrayContaining([
      ["view.save", undefined, "q=x"],
      ["view.save", "q=x", "q=y"],
      ["view.save", "q=y", undefined],
    ]),
  );
});

test("an unknown view is not found", async () => {
  const id = newId("savedView");
  await expect(updateView(viewer, { id, version: 1, query: "" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(setDefaultView(manager, { id, grid, role: "viewer" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
