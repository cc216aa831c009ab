import { readdirSync } from "node:fs";
import { join } from "node:path";

const app = join(import.meta.dirname, "../../app");

/** Every address pattern that has a page: "/t/[tenant]/orders". */
export function listRoutes(): string[] {
  return readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === "page.tsx")
    .map((entry) => entry.parentPath.slice(app.length).replace(/\/\([^)]+\)/g, "") || "/")
    .sort();
}
