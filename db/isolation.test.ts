import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Id, newId } from "@/server/platform/ids";
import { createTestDatabase, type TestDatabase } from "./testing/database";
import { noteCases } from "./testing/note-cases";
import { listTenantTables, seedEveryTable } from "./testing/seed-every-table";

// Every table × every statement, generated from the catalog: the app's role, entered as tenant A, against B's rows.

const a: Id<"tenant"> = newId("tenant");
const b: Id<"tenant"> = newId("tenant");
let database: TestDatabase;
let root: postgres.Sql;
let app: postgres.Sql;
let tables: string[];
const tried: Record<string, number> = {};
beforeAll(async () => {
  database = await createTestDatabase();
  root = postgres(database.superUrl, { max: 1, onnotice: () => {} });
  app = postgres(database.appUrl, { max: 1, onnotice: () => {} });
  await seedEveryTable(root, a, "aaa");
  await seedEveryTable(root, b, "bbb");
  tables = await listTenantTables(root);
});
afterAll(async () => {
  for (const [table, cases] of Object.entries(tried)) noteCases("table", table, cases);
  await app.end();
  await root.end();
  await database.drop();
});

type Tx = postgres.TransactionSql;
type Probe = { name: string; run: (tx: Tx, table: string) => Promise<number> };

const key = (table: string) => (table === "tenant" ? "id" : "tenant_id");
/** Rows that a statement gave or touched; a refusal by the database is 0. */
const touched = (rows: postgres.RowList<postgres.Row[]>) => rows.count;
const notNull = async (tx: Tx, table: string) => {
  const columns = await tx<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`;
  return columns.map(({ name }) => `"${name}"`);
};

const probes: Probe[] = [
  {
    name: "select",
    run: async (tx, t) => touched(await tx.unsafe(`select * from ${t} where ${key(t)} = '${b}'`)),
  },
  {
    name: "select all",
    run: async (tx, t) => touched(await tx.unsafe(`select * from ${t} where ${key(t)} <> '${a}'`)),
  },
  {
    name: "update",
    run: async (tx, t) =>
      touched(await tx.unsafe(`update ${t} set ${key(t)} = ${key(t)} where ${key(t)} = '${b}'`)),
  },
  {
    name: "delete",
    run: async (tx, t) => touched(await tx.unsafe(`delete from ${t} where ${key(t)} = '${b}'`)),
  },
  {
    name: "insert",
    run: async (tx, t) => {
      const columns = await notNull(tx, t);
      const values = columns.map((column) =>
        column === `"${key(t)}"` ? `'${newId("tenant")}'::uuid` : column,
      );
      return touched(
        await tx.unsafe(`insert into ${t} (${columns}) select ${values} from ${t} where ${key(t)} = '${a}'`),
      );
    },
  },
  {
    name: "upsert",
    run: async (tx, t) => {
      const columns = await notNull(tx, t);
      const values = columns.map((column) => (column === `"${key(t)}"` ? `'${b}'::uuid` : column));
      return touched(
        await tx.unsafe(
          `insert into ${t} (${columns}) select ${values} from ${t} where ${key(t)} = '${a}' on conflict do nothing`,
        ),
      );
    },
  },
  {
    name: "move into the other tenant",
    run: async (tx, t) => touched(await tx.unsafe(`update ${t} set ${key(t)} = '${b}'`)),
  },
  {
    name: "lock",
    run: async (tx, t) => touched(await tx.unsafe(`select 1 from ${t} where ${key(t)} = '${b}' for update`)),
  },
  {
    name: "truncate",
    run: async (tx, t) => {
      await tx.unsafe(`truncate ${t} cascade`);
      return 1;
    },
  },
];

type Settings = { tenant: string; user: string; tenants: string; limited?: string; connections?: string };

/** Runs the probe as A with row security on, and undoes it. */
async function leak(
  probe: Probe,
  table: string,
  settings: Settings = { tenant: a, user: "", tenants: "" },
): Promise<number> {
  tried[table] = (tried[table] ?? 0) + 1;
  let rows = 0;
  const undo = new Error("undo");
  await app
    .begin(async (tx) => {
      await tx`select set_config('app.tenant_id', ${settings.tenant}, true),
        set_config('app.user_id', ${settings.user}, true), set_config('app.tenant_ids', ${settings.tenants}, true),
        set_config('app.limited_tenants', ${settings.limited ?? ""}, true),
        set_config('app.connection_ids', ${settings.connections ?? ""}, true)`;
      rows = await probe.run(tx, table);
      throw undo;
    })
    .catch((error) => {
      // 42501 = refused by row security or by a missing right; 23xxx = a key of A's own row was in the way
      const code = error instanceof postgres.PostgresError ? error.code : "";
      if (error !== undo && code !== "42501" && !code.startsWith("23") && code !== "0A000") throw error;
      if (
        code.startsWith("23") &&
        probe.name !== "upsert" &&
        probe.name !== "insert" &&
        probe.name !== "move into the other tenant"
      )
        throw error;
    });
  return rows;
}

test("every table holds a row of both tenants, so that every probe has something to find", async () => {
  expect(tables.length).toBeGreaterThan(15);
  for (const table of tables) {
    const rows = await root.unsafe(
      `select count(*)::int as n from ${table} where ${key(table)} in ('${a}', '${b}')`,
    );
    expect(rows[0]?.n, table).toBe(2);
  }
});

describe.each(probes)("$name", (probe) => {
  test("touches no row of another tenant in any table", async () => {
    for (const table of tables) expect(await leak(probe, table), table).toBe(0);
  });
});

test("without a tenant nothing is there at all", async () => {
  const nobody = { tenant: "", user: "", tenants: "" };
  const [select] = probes;
  if (!select) throw new Error("no probe");
  const all: Probe = { ...select, run: async (tx, t) => touched(await tx.unsafe(`select * from ${t}`)) };
  for (const table of tables) expect(await leak(all, table, nobody), table).toBe(0);
});

test("the person's door shows their own memberships and tenants and nothing else", async () => {
  const all: Probe = { name: "all", run: async (tx, t) => touched(await tx.unsafe(`select * from ${t}`)) };
  // the seeded member's user id is its tenant's id
  for (const table of tables) {
    const expected = ["agency_grant", "member", "tenant"].includes(table) ? 1 : 0;
    expect(await leak(all, table, { tenant: "", user: b, tenants: "" }), table).toBe(expected);
  }
});

test("the door over several tenants shows work, roll-up and freshness and nothing else", async () => {
  const all: Probe = { name: "all", run: async (tx, t) => touched(await tx.unsafe(`select * from ${t}`)) };
  for (const table of tables) {
    const expected = ["work_item", "order_rollup", "sync_flow"].includes(table) ? 2 : 0;
    expect(await leak(all, table, { tenant: "", user: "", tenants: `{${a},${b}}` }), table).toBe(expected);
  }
});

describe("a grant that names connections", () => {
  const statements: Probe[] = [
    { name: "select", run: async (tx, t) => touched(await tx.unsafe(`select * from ${t}`)) },
    {
      name: "update",
      run: async (tx, t) => touched(await tx.unsafe(`update ${t} set tenant_id = tenant_id`)),
    },
    { name: "delete", run: async (tx, t) => touched(await tx.unsafe(`delete from ${t}`)) },
  ];
  const limitedTables = async () =>
    (
      await root<
        { name: string }[]
      >`select tablename as name from pg_policies where policyname like '%\\_limit'`
    ).map(({ name }) => name);
  const named = (connections: string): Settings => ({
    ...{ tenant: a, user: "", tenants: "", limited: `{${a}}` },
    connections,
  });

  test.each(statements)("$name reaches no row of another connection", async (statement) => {
    const found = await limitedTables();
    expect(found.length).toBeGreaterThan(9);
    for (const table of found) {
      expect(await leak(statement, table, named(`{${newId("connection")}}`)), table).toBe(0);
      expect(await leak(statement, table, named("{}")), table).toBe(0);
    }
  });

  test("the rows of its own connections are there", async () => {
    const [select] = statements;
    if (!select) throw new Error("no probe");
    // the seeded connection's id is its tenant's id; the seeded work item is of no connection
    for (const table of await limitedTables()) {
      expect(await leak(select, table, named(`{${a}}`)), table).toBe(table === "work_item" ? 0 : 1);
    }
  });

  test("over several tenants it limits the one it is of", async () => {
    const [select] = statements;
    if (!select) throw new Error("no probe");
    const both = { tenant: "", user: "", tenants: `{${a},${b}}`, limited: `{${a}}`, connections: "{}" };
    for (const table of ["order_rollup", "sync_flow", "work_item"]) {
      expect(await leak(select, table, both), table).toBe(1);
    }
  });
});

test("each table's row security, switched off, is noticed by the probes", async () => {
  const [select] = probes;
  if (!select) throw new Error("no probe");
  for (const table of tables) {
    await root.unsafe(`alter table ${table} disable row level security`);
    try {
      expect(await leak(select, table), table).toBe(1);
    } finally {
      await root.unsafe(`alter table ${table} enable row level security`);
    }
  }
});

test("each table's policy, opened, is noticed by the probes", async () => {
  const [select] = probes;
  if (!select) throw new Error("no probe");
  for (const table of tables) {
    await root.unsafe(`create policy hole on ${table} for select to oakline_app using (true)`);
    try {
      expect(await leak(select, table), table).toBe(1);
    } finally {
      await root.unsafe(`drop policy hole on ${table}`);
    }
  }
});

test("a setting of one transaction is gone in the next on the same connection", async () => {
  await app.begin((tx) => tx`select set_config('app.tenant_id', ${b}, true)`);
  const rows = await app`select * from purchase_order`;
  expect(rows.count).toBe(0);
});
