import { appendFileSync } from "node:fs";

export type Tried = "procedure" | "page" | "handler" | "table" | "job";

/** Writes down with how many attempts one thing was tried across tenants; `npm test` prints all of them at its end. */
export function noteCases(kind: Tried, name: string, cases: number): void {
  const file = process.env.ISOLATION_CASES;
  if (file) appendFileSync(file, `${JSON.stringify({ kind, name, cases })}\n`);
}
