import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/server/platform/ids";
import { createTestDatabase, type TestDatabase } from "./testing/database";
import { seedEveryTable } from "./testing/seed-every-table";

let database: TestDatabase;
let root: postgres.Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  root = postgres(database.superUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await root.end();
  await database.drop();
});

const place = async (id: string) =>
  (await root<{ name: string }[]>`select tableoid::regclass::text as name from api_call where id = ${id}`)[0]
    ?.name;

test("a call of this month lies in its month; one of no month we have waits and moves when the month is made", async () => {
  const tenantId = newId("tenant");
  await seedEveryTable(root, tenantId, "aaa");
  expect(await place(tenantId)).toMatch(/^api_call_\d{6}$/);
  const ahead = newId("apiCall", Date.now() + 200 * 86_400_000);
  const columns = `connection_id, operation, method, path, attempt, started_at, duration_ms, request_bytes, response_bytes, headers`;
  await root.unsafe(
    `insert into api_call (tenant_id, id, ${columns}) select tenant_id, '${ahead}', ${columns} from api_call`,
  );
  expect(await place(ahead)).toBe("api_call_other");
  const month =
    (
      await root<{ name: string }[]>`
    select to_char(now() at time zone 'UTC', '"api_call_"YYYYMM') as name`
    )[0]?.name ?? "";
  await root.unsafe(
    `alter table api_call detach partition ${month}; insert into api_call select * from ${month}; drop table ${month}`,
  );
  expect(await place(tenantId)).toBe("api_call_other");
  const [made] = await root<{ made: number }[]>`select keep_partitions() as made`;
  expect(made?.made).toBe(1);
  expect(await place(tenantId)).toBe(month);
  expect((await root`select keep_partitions() as made`)[0]?.made).toBe(0);
});
