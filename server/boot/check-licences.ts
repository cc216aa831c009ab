import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

// Each may be combined with and shipped beside Apache-2.0 code as an unchanged dependency.
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "CC-BY-3.0",
  "CC-BY-4.0",
  "EUPL-1.1",
  "ISC",
  "LGPL-3.0-or-later",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "OFL-1.1",
  // The same licence as geist writes it.
  "SIL OPEN FONT LICENSE",
  "PostgreSQL",
  "Python-2.0",
  "Unlicense",
  "Zlib",
]);

const lockShape = z.object({ packages: z.record(z.string(), z.object({ license: z.string().optional() })) });
const packageShape = z.object({
  name: z.string().optional(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
});

/** @returns one line for each installed package whose licence is unknown or not on the list. */
export function checkLicences(root: string): { packages: number; faults: string[] } {
  const lock = lockShape.parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
  const paths = Object.keys(lock.packages).filter(
    (path) => path && existsSync(join(root, path, "package.json")),
  );
  const faults = paths.flatMap((path) => {
    const licence = licenceOf(join(root, path, "package.json"));
    return isAllowed(licence) ? [] : [`${path}: ${licence || "no licence named"}`];
  });
  return { packages: paths.length, faults };
}

/** SPDX expressions in brief: one of an OR suffices, an AND needs all. */
export function isAllowed(expression: string): boolean {
  const bare = expression.replace(/[()]/g, "").trim();
  return bare
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((part) => allowed.has(part.trim())));
}

function licenceOf(file: string): string {
  const { license, licenses } = packageShape.parse(JSON.parse(readFileSync(file, "utf8")));
  if (typeof license === "string") return license;
  return license?.type ?? licenses?.map(({ type }) => type).join(" OR ") ?? "";
}
