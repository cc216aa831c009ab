import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { type Figure, formatFigure } from "@/server/boot/bench-figure";
import { startThrowawayPostgres } from "@/server/boot/test-database";

type Bench = (database: TestDatabase) => Promise<Figure[]>;

// `npm run bench [-- NAME]`: every server/**/NAME.bench.ts; each export whose name starts with "bench" gets a database and gives figures.
async function runBenches(): Promise<number> {
  const [wanted] = process.argv.slice(2);
  const parts = listParts().filter((part) => !wanted || part.split("/").at(-1) === wanted);
  if (parts.length === 0) {
    console.error(
      `no bench ${wanted ?? ""}; known: ${listParts()
        .map((part) => part.split("/").at(-1))
        .join(", ")}`,
    );
    return 1;
  }
  const server = await startThrowawayPostgres();
  process.env.TEST_DATABASE_URL = server.superUrl;
  let isAnyShort = false;
  try {
    for (const bench of (await Promise.all(parts.map(loadBenches))).flat()) {
      for (const figure of await runBench(bench)) {
        const { line, isShort } = formatFigure(figure);
        console.log(line);
        isAnyShort ||= isShort;
      }
    }
  } finally {
    await server.stop();
  }
  return isAnyShort ? 1 : 0;
}

/** Each on a migrated, empty database of its own. */
async function runBench(bench: Bench): Promise<Figure[]> {
  const database = await createTestDatabase();
  try {
    return await bench(database);
  } finally {
    await database.drop();
  }
}

/** Paths below server/, without their ending. */
function listParts(): string[] {
  const root = join(process.cwd(), "server");
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".bench.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).slice(0, -".bench.ts".length))
    .toSorted();
}

async function loadBenches(part: string): Promise<Bench[]> {
  // The bundler turns the pattern into a table of all bench files.
  const loaded: Record<string, unknown> = await import(`../${part}.bench.ts`);
  return Object.entries(loaded).flatMap(([name, value]) =>
    name.startsWith("bench") && isBench(value) ? [value] : [],
  );
}

function isBench(value: unknown): value is Bench {
  return typeof value === "function";
}

// The channel closes when the bootstrap is gone; the throwaway server sees our end and goes too.
process.once("disconnect", () => process.exit(1));
process.exit(await runBenches());
