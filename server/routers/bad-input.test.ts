import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedSession } from "@/db/testing/seed-person";
import { appRouter } from "./root";
import { arbitraryInput } from "./testing/arbitrary-input";
import { callProcedure, listProcedures, requestOf } from "./testing/call-procedure";
import { examples } from "./testing/examples";
import { listLeaves, whyUnbounded } from "./testing/input-fields";
import { openTwoTenants, type TwoTenants } from "./testing/two-tenants";

let world: TwoTenants;
const counted: Record<string, Record<string, number>> = {};
beforeAll(async () => {
  world = await openTwoTenants();
});
afterAll(async () => {
  console.log(
    `fuzz: answers by procedure\n${Object.entries(counted)
      .map(([path, codes]) => `  ${path}  ${JSON.stringify(codes)}`)
      .join("\n")}`,
  );
  await world.close();
});

const procedures = listProcedures(appRouter);

test("every text, number and list of every input has an end", () => {
  const open = procedures.flatMap(({ path, inputs }) =>
    inputs
      .flatMap((input) => listLeaves(input))
      .flatMap((leaf) => {
        const why = whyUnbounded(leaf);
        return why ? [`${path} ${leaf.path.join(".")}: ${why}`] : [];
      }),
  );
  expect(open).toEqual([]);
});

const runs = 200;
/** They ask Amazon, or end what the other runs need; each run is a new browser then. */
const slow = new Set(["orders.fetch", "connections.connectByToken"]);

describe.each(procedures)("$path", (procedure) => {
  test(`answers ${runs} strange inputs with a code of its own, never with INTERNAL`, async () => {
    const { path, inputs, action } = procedure;
    const codes: Record<string, number> = {};
    counted[path] = codes;
    const foreign = await world.hashRows(world.foreign);
    const rows = slow.has(path) ? [world.foreign.rows] : [world.own.rows, world.foreign.rows];
    await examples[path]?.before?.(world);
    const valid = examples[path]?.input(world.own.rows, world) ?? {};
    // One request's scope for all: who asks was read from the database once, as for a batch.
    const scope = requestOf(await seedSession((await examples[path]?.person?.()) ?? world.own.ownerId));
    await fc.assert(
      fc.asyncProperty(arbitraryInput(inputs, { rows, valid }), async (made) => {
        const isObject = typeof made === "object" && made !== null && !Array.isArray(made);
        const tenant = action === "personal" ? {} : { tenant: world.own.rows.tenant };
        const input = isObject ? { ...made, ...tenant } : made;
        const answer = await callProcedure(appRouter, procedure, { input, scope });
        codes[answer.code] = (codes[answer.code] ?? 0) + 1;
        if (answer.code === "INTERNAL" || answer.status === 500) throw new Error(answer.text);
        if (answer.text.includes(world.canary)) throw new Error("another tenant's text");
      }),
      { numRuns: runs },
    );
    expect(await world.hashRows(world.foreign)).toBe(foreign);
  }, 60_000);
});

const nul: [name: string, text: string][] = [
  ["NUL", "a\0b"],
  ["half a surrogate pair", "a\ud83c"],
];
test.each(nul)("%s in any text is told by field and rule, and nothing is written", async (_name, text) => {
  const before = await world.hashRows(world.own);
  let fields = 0;
  for (const procedure of procedures) {
    const example = examples[procedure.path];
    const leaves = procedure.inputs.flatMap((input) => listLeaves(input));
    for (const { path, schema } of leaves) {
      if (schema._zod.def.type !== "string" || path.includes("[]") || path[0] === "tenant") continue;
      const input = { ...example?.input(world.own.rows, world), tenant: world.own.rows.tenant };
      const [key = "", inner] = path;
      const changed = inner ? { ...input, [key]: { [inner]: text } } : { ...input, [key]: text };
      const scope = requestOf(world.sessions.owner);
      const { code, violations } = await callProcedure(appRouter, procedure, { input: changed, scope });
      expect([procedure.path, code]).toEqual([procedure.path, "INVALID"]);
      expect(violations).toContain(`${path.slice(0, 2).join(".")} controlCharacter`);
      fields += 1;
    }
  }
  expect(fields).toBeGreaterThan(15);
  expect(await world.hashRows(world.own)).toBe(before);
});

describe("a body that no form of ours makes", () => {
  const query = procedures.find(({ path }) => path === "orders.summary");
  const bodies: [name: string, body: string][] = [
    ["is no JSON", "{"],
    ["is empty", ""],
    ["is a number", "7"],
    ["names an unknown kind of value", '{"json":{"a":1},"meta":{"values":{"a":["unheard"]}}}'],
    ["names a class", '{"json":{"a":{}},"meta":{"values":{"a":[["class","Secret"]]}}}'],
    ["gives a broken bigint", '{"json":{"a":"x"},"meta":{"values":{"a":["bigint"]}}}'],
    ["gives a broken address", '{"json":{"a":"x"},"meta":{"values":{"a":["URL"]}}}'],
    ["gives a broken pattern", '{"json":{"a":"/(/"},"meta":{"values":{"a":["regexp"]}}}'],
    ["reaches for the prototype", '{"json":{"a":{}},"meta":{"values":{"__proto__.polluted":["undefined"]}}}'],
    ["reaches for a constructor", '{"json":{"a":{}},"meta":{"values":{"a.constructor.name":["undefined"]}}}'],
    ["bites its own tail", '{"json":{"a":{"b":1}},"meta":{"referentialEqualities":[["a.b"]]}}'],
    ["points where nothing is", '{"json":{"a":1},"meta":{"referentialEqualities":{"x.y.z":["q.w"]}}}'],
    ["is deep", `{"json":${'{"a":'.repeat(3000)}1${"}".repeat(3000)}}`],
  ];
  test.each(bodies)("and %s is INVALID", async (_name, body) => {
    if (!query) throw new Error("no such procedure");
    const scope = requestOf(world.sessions.owner);
    const answer = await callProcedure(appRouter, query, { scope, body });
    expect([answer.status, answer.code]).toEqual([400, "INVALID"]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});
