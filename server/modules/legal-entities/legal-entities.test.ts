import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { audit, legalEntity } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedTenant } from "@/db/testing/seed-tenant";
import type { Ctx } from "@/server/access/context";
import { memberContext } from "@/server/access/testing/test-context";
import type { Id } from "@/server/platform/ids";
import { addLegalEntity } from "./add-legal-entity";
import { archiveLegalEntity } from "./archive-legal-entity";
import { changeLegalEntity } from "./change-legal-entity";
import { countryCodes } from "./country-rules";
import { legalEntityShape } from "./input";
import { listLegalEntities } from "./list-legal-entities";

let database: TestDatabase;
let ctx: Ctx;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});
beforeEach(async () => {
  ctx = memberContext((await seedTenant()).tenantId, "admin");
});

const gmbh = { name: "Larkmoor GmbH", country: "DE", registration: "HRB 12345", addressLines: ["Weg 1"] };
const taken = { code: "INVALID", violations: [{ code: "nameTaken", field: "name" }] };
const archive = (id: Id<"legalEntity">, isArchived: boolean) => archiveLegalEntity(ctx, { id, isArchived });

test("a company is added, changed, put away and taken out again, and each leaves its audit row", async () => {
  const { id } = await addLegalEntity(ctx, gmbh);
  await changeLegalEntity(ctx, { ...gmbh, id, name: "Larkmoor SE", registration: null });
  expect(await listLegalEntities(ctx)).toEqual([{ ...gmbh, id, name: "Larkmoor SE", registration: null }]);
  await archive(id, true);
  await archive(id, true);
  expect(await listLegalEntities(ctx)).toEqual([]);
  await archive(id, false);
  expect(await listLegalEntities(ctx)).toHaveLength(1);
  const rows = await inTenant(ctx.tenantId, (tx) => tx.select().from(audit).where(eq(audit.subjectId, id)));
  expect(rows.map(({ action, after }) => [action, after?.name, after?.isArchived])).toEqual([
    ["tenant.configure", "Larkmoor GmbH", undefined],
    ["tenant.configure", "Larkmoor SE", undefined],
    ["tenant.configure", "Larkmoor SE", true],
    ["tenant.configure", "Larkmoor SE", false],
  ]);
});

test("two companies in use never have one name, also when two people add it at once", async () => {
  const both = await Promise.allSettled([addLegalEntity(ctx, gmbh), addLegalEntity(ctx, gmbh)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: taken });
  const [first] = await listLegalEntities(ctx);
  if (!first) throw new Error("no company");
  const other = await addLegalEntity(ctx, { ...gmbh, name: "Other" });
  await expect(changeLegalEntity(ctx, { ...gmbh, id: other.id })).rejects.toMatchObject(taken);
  await archive(first.id, true);
  await changeLegalEntity(ctx, { ...gmbh, id: other.id });
  await expect(archive(first.id, false)).rejects.toMatchObject(taken);
});

test("a company of another tenant is not there, and a role without the right changes nothing", async () => {
  const { id } = await addLegalEntity(ctx, gmbh);
  const foreign = memberContext((await seedTenant()).tenantId, "owner");
  await expect(changeLegalEntity(foreign, { ...gmbh, id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(archiveLegalEntity(foreign, { id, isArchived: true })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const manager = memberContext(ctx.tenantId, "manager");
  await expect(addLegalEntity(manager, { ...gmbh, name: "X" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(changeLegalEntity(manager, { ...gmbh, id, name: "X" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  expect(await inTenant(ctx.tenantId, (tx) => tx.$count(legalEntity, eq(legalEntity.name, "X")))).toBe(0);
});

test("every country of the list has a name, none stands twice", () => {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  expect(countryCodes).toHaveLength(249);
  expect(new Set(countryCodes).size).toBe(249);
  expect(countryCodes.filter((code) => names.of(code) === undefined)).toEqual([]);
});

test.each([
  ["country in small letters", { country: "de" }, { country: "DE" }],
  ["empty registration", { registration: "  " }, { registration: null }],
  ["empty lines", { addressLines: ["a", " ", "b"] }, { addressLines: ["a", "b"] }],
])("%s is read as meant", (_, given, read) => {
  expect(legalEntityShape.parse({ ...gmbh, ...given })).toEqual({ ...gmbh, ...read });
});

test.each([
  ["no name", { name: " " }],
  ["a name of 201 letters", { name: "x".repeat(201) }],
  ["a line break in a name", { name: "a\nb" }],
  ["a country that is none", { country: "XX" }],
  ["Amazon's UK, which is no ISO code", { country: "UK" }],
  ["six lines of address", { addressLines: ["1", "2", "3", "4", "5", "6"] }],
  ["a control character in the address", { addressLines: ["a\u0007"] }],
])("%s is refused", (_, given) => {
  expect(legalEntityShape.safeParse({ ...gmbh, ...given }).success).toBe(false);
});
