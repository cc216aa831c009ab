import { readFile } from "node:fs/promises";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as run } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

const lockKey = 4_701_337;

/**
 * Brings the database to the newest schema, forward only; two callers at once wait for each other.
 * @returns the tags of the migrations that were applied now
 */
export async function migrate(
  ownerUrl: string,
  folder = path.resolve("drizzle"),
): Promise<{ applied: string[] }> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${lockKey})`;
    const before = await countApplied(sql);
    await run(drizzle(sql), { migrationsFolder: folder });
    const journal: { entries: { tag: string }[] } = JSON.parse(
      await readFile(path.join(folder, "meta", "_journal.json"), "utf8"),
    );
    return { applied: journal.entries.slice(before).map((entry) => entry.tag) };
  } finally {
    await sql.end();
  }
}

async function countApplied(sql: postgres.Sql): Promise<number> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.name) return 0;
  const [row] = await sql`select count(*)::int as applied from drizzle.__drizzle_migrations`;
  return row?.applied ?? 0;
}
