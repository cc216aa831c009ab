import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type ArrowFault, findArrowFaults } from "@/server/boot/arrows";

const folders = ["app", "components", "server", "db", "e2e"];

/** Reads every source file below `root`. @returns the imports that point against the arrows, and how many files were read. */
export function checkArrows(root: string): { files: number; faults: ArrowFault[] } {
  const files = folders.flatMap((folder) => listSources(join(root, folder)));
  const faults = files.flatMap((file) => findArrowFaults(relative(root, file), readFileSync(file, "utf8")));
  return { files: files.length, faults };
}

function listSources(dir: string): string[] {
  try {
    return readdirSync(dir, { withFileTypes: true, recursive: true })
      .filter(
        (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes("node_modules"),
      )
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    // A folder that does not exist holds no imports.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
