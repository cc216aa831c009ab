import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listFaults } from "./testing/catalog";
import { createTestDatabase, type TestDatabase } from "./testing/database";

let database: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.superUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

test("every table, key, view, function and grant keeps tenants apart", async () => {
  expect(await listFaults(sql)).toEqual([]);
});

/** Does the damage in a transaction that never commits, and asks the catalog what it sees. */
async function faultsAfter(damage: string): Promise<string[]> {
  let faults: string[] = [];
  const undone = new Error("undo");
  await sql
    .begin(async (tx) => {
      await tx.unsafe(damage);
      faults = await listFaults(tx);
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) throw error;
    });
  return faults;
}

describe("each guard, dropped in turn, is noticed", async () => {
  const guards: [string, string][] = [
    ["row security off", "alter table purchase_order disable row level security"],
    ["row security not forced", "alter table purchase_order no force row level security"],
    ["tenant policy gone", "drop policy purchase_order_tenant on purchase_order"],
    [
      "policy that admits everything",
      "create policy open_door on purchase_order for select to oakline_app using (true)",
    ],
    [
      "policy that checks nothing on write",
      "alter policy purchase_order_tenant on purchase_order with check (true)",
    ],
    [
      "grants policy on a table that must not have it",
      "create policy purchase_order_grants on purchase_order for select to oakline_app using (tenant_id = any(array(select unnest(nullif(current_setting('app.tenant_ids', true), '')::uuid[]))))",
    ],
    ["limit of a grant gone", "drop policy purchase_order_line_limit on purchase_order_line"],
    [
      "limit of a grant that admits",
      "drop policy work_item_limit on work_item; create policy work_item_limit on work_item to oakline_app using (true)",
    ],
    ["limit of a grant loosened", "alter policy connection_limit on connection using (true)"],
    [
      "revoked grants that still open",
      "alter policy tenant_person on tenant using (exists (select 1 from agency_grant g where g.tenant_id = tenant.id))",
    ],
    ["unique key without tenant", "create unique index leak on purchase_order (number)"],
    [
      "foreign key without tenant",
      "alter table audit add constraint leak foreign key (tenant_id) references tenant (id); create table t2 (tenant_id uuid, x uuid unique); alter table mail add column x uuid references t2 (x)",
    ],
    [
      "view that runs as its owner",
      "create view leak as select * from purchase_order; grant select on leak to oakline_app",
    ],
    [
      "materialised view",
      "create materialized view leak as select * from purchase_order; grant select on leak to oakline_app",
    ],
    ["table without tenant", "create table leak (id uuid primary key); grant select on leak to oakline_app"],
    ["TRUNCATE for the app", "grant truncate on purchase_order to oakline_app"],
    [
      "a partition that can be read past its parent",
      "do $$ declare p text; begin select relname into p from pg_class where relname like 'api_call_2%' and relkind = 'r' limit 1; execute format('grant select on %I to oakline_app', p); end $$",
    ],
    ["the app as owner", "alter table purchase_order owner to oakline_app"],
    ["BYPASSRLS for the app", "alter role oakline_app bypassrls"],
    ["the app in another role", "grant oakline_auth to oakline_app"],
    [
      "sessions readable by the app",
      "grant usage on schema auth to oakline_app; grant select on auth.session to oakline_app",
    ],
    ["audit that can be changed", "grant update on audit to oakline_app"],
    [
      "a definer function open to all",
      "create function leak() returns int language sql security definer as 'select 1'",
    ],
    ["a scheduler that reads more than the due list", "grant select on purchase_order to oakline_scheduler"],
  ];
  test.each(guards)("%s", async (_name, damage) => {
    expect(await faultsAfter(damage)).not.toEqual([]);
  });

  test("every tenant table loses its policy, its FORCE and its row security in turn", async () => {
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity and not relispartition`;
    expect(tables.length).toBeGreaterThan(15);
    for (const { name } of tables) {
      const policies = await sql<
        { policyname: string }[]
      >`select policyname from pg_policies where tablename = ${name} and policyname = ${`${name}_tenant`}`;
      expect(policies, name).toHaveLength(1);
      expect(await faultsAfter(`drop policy ${name}_tenant on ${name}`), name).not.toEqual([]);
      expect(await faultsAfter(`alter table ${name} no force row level security`), name).not.toEqual([]);
      expect(await faultsAfter(`alter table ${name} disable row level security`), name).not.toEqual([]);
    }
  });
});
