import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { authDb } from "@/db/auth-door";
import { session } from "@/db/schema/auth";
import { order } from "@/db/schema/orders";
import { inTenant } from "@/db/tenant";
import { noteCases } from "@/db/testing/note-cases";
import { getOrder } from "@/server/modules/orders/get-order";
import { AppError } from "@/server/platform/errors";
import { publicIdOf } from "./public-id";
import { appRouter } from "./root";
import { listProcedures } from "./testing/call-procedure";
import { type Example, examples } from "./testing/examples";
import { checksOf, listLeaves } from "./testing/input-fields";
import { probeProcedure } from "./testing/probe-procedure";
import { openTwoTenants, type TwoTenants } from "./testing/two-tenants";
import { allowed, router } from "./trpc";

// Every procedure × every role and stranger × every id-typed field × {own, foreign, unknown, malformed}.

let world: TwoTenants;
beforeAll(async () => {
  world = await openTwoTenants();
});
afterAll(() => world.close());

test("every procedure has an example, and no example is without its procedure", () => {
  const paths = listProcedures(appRouter).map(({ path }) => path);
  expect(Object.keys(examples).sort()).toEqual(paths.sort());
});

test("no input takes a bare uuid: every id is read by its kind", () => {
  const bare = listProcedures(appRouter).flatMap(({ path, inputs }) =>
    inputs
      .flatMap((input) => listLeaves(input))
      .filter(({ schema }) => checksOf(schema).some(({ format }) => format === "uuid" || format === "guid"))
      .map((leaf) => `${path} ${leaf.path.join(".")}`),
  );
  expect(bare).toEqual([]);
});

describe.each(listProcedures(appRouter))("$path", (procedure) => {
  test("gives and takes nothing across tenants, and nothing to a role without its action", async () => {
    const example = examples[procedure.path];
    if (!example) throw new Error("no example");
    const { faults, cases } = await probeProcedure({ world, router: appRouter, procedure, example });
    noteCases("procedure", procedure.path, cases);
    expect(faults).toEqual([]);
  });
});

const byOrder = z.object({ order: publicIdOf("order") });
const orderExample: Example = { input: (rows) => ({ order: rows.order }) };
const nothing: Example = { input: () => ({}) };
type Ctx = Parameters<typeof getOrder>[0];

describe("a procedure that lacks a guard is found", () => {
  const read = (ctx: Ctx, id: Parameters<typeof getOrder>[1]) => getOrder(ctx, id);
  const planted = router({
    unasked: allowed("tenant.view").mutation(() => null),
    told: allowed("order.view")
      .input(byOrder)
      .query(async ({ ctx, input }) => {
        const isThere = await inTenant(world.foreign.tenantId, (tx) =>
          tx.$count(order, eq(order.id, input.order)),
        );
        if (isThere) throw new AppError("FORBIDDEN", "of another tenant");
        return (await read(ctx.tenant, input.order)).number;
      }),
    leaking: allowed("order.view")
      .input(byOrder)
      .query(async ({ ctx, input }) => {
        const door = input.order === world.foreign.orderId ? world.foreign.tenantId : ctx.tenant.tenantId;
        return (await read({ ...ctx.tenant, tenantId: door }, input.order)).dealCode;
      }),
    writing: allowed("order.view")
      .input(byOrder)
      .mutation(async ({ ctx, input }) => {
        await inTenant(world.foreign.tenantId, (tx) => tx.update(order).set({ dealCode: input.order }));
        return (await read(ctx.tenant, input.order)).number;
      }),
    halfway: allowed("order.view")
      .input(byOrder)
      .mutation(async ({ ctx, input }) => {
        await inTenant(ctx.tenant.tenantId, (tx) => tx.update(order).set({ dealCode: input.order }));
        return (await read(ctx.tenant, input.order)).number;
      }),
    longer: allowed("order.view")
      .input(byOrder)
      .query(async ({ ctx, input }) => {
        // as a look without the tenant's condition would, and then a closer one at what it found
        if (input.order === world.foreign.orderId) {
          await inTenant(ctx.tenant.tenantId, (tx) => tx.$count(order, eq(order.id, input.order)));
        }
        return (await read(ctx.tenant, input.order)).number;
      }),
    later: allowed("order.view")
      .input(byOrder)
      .query(async ({ ctx, input }) => {
        if (input.order === world.foreign.orderId) {
          ctx.defer(() =>
            authDb()
              .$count(session)
              .then(() => undefined),
          );
        }
        return (await read(ctx.tenant, input.order)).number;
      }),
    unread: allowed("order.view")
      .input(z.object({ order: z.string().meta({ idKind: "order" }) }))
      .query(({ ctx, input }) =>
        // what a cast would do: the database meets the text
        inTenant(ctx.tenant.tenantId, (tx) =>
          tx.$count(order, eq(order.id, input.order as Parameters<typeof getOrder>[1])),
        ),
      ),
  });
  const cases: [name: keyof typeof planted, example: Example, fault: RegExp][] = [
    ["told", orderExample, /FORBIDDEN instead of NOT_FOUND/],
    ["told", orderExample, /foreign and unknown differ/],
    ["leaking", orderExample, /tells CANARYB/],
    ["writing", orderExample, /wrote to another tenant's rows/],
    ["halfway", orderExample, /a wrong id left something behind/],
    ["longer", orderExample, /order: (\d+) and (?!\1)\d+ statements: .*count\(\*\)/],
    ["later", orderExample, /statements: select count\(\*\) as count from "auth"/],
    ["unread", orderExample, /INTERNAL/],
  ];
  test.each(cases)("%s", async (path, example, fault) => {
    const procedure = listProcedures(planted).find((known) => known.path === path);
    if (!procedure) throw new Error("not planted");
    const { faults } = await probeProcedure({ world, router: planted, procedure, example });
    expect(faults.join("\n")).toMatch(fault);
  });

  test("one that asks for another action than it says", async () => {
    const [unasked] = listProcedures(planted).filter(({ path }) => path === "unasked");
    if (!unasked) throw new Error("not planted");
    const asManage = { ...unasked, action: "app.manage" as const };
    const found = await probeProcedure({ world, router: planted, procedure: asManage, example: nothing });
    expect(found.faults.join("\n")).toMatch(/viewer: own: OK instead of FORBIDDEN/);
  });
});
