import { sql } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { user } from "@/db/schema/auth";
import { seedDemo } from "./scenarios/demo";

/** Named, deterministic worlds for a demonstration or a test. */
export const scenarios: Readonly<Record<string, () => Promise<void>>> = { demo: seedDemo };

/** True while nobody has ever signed up here: the only database that may be filled by itself. */
export async function isEmptyInstance(): Promise<boolean> {
  const [row] = await authDb().select({ people: sql<number>`count(*)::int` }).from(user);
  return row?.people === 0;
}

/** Fills the database with a scenario; throws for a name it does not know, and names those it does. */
export async function seed(scenario: string): Promise<void> {
  const run = scenarios[scenario];
  if (!run) throw new RangeError(`no scenario ${scenario}: there are ${Object.keys(scenarios).join(", ")}`);
  await run();
}
