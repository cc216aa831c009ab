import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkLicences, isAllowed } from "@/server/boot/check-licences";

const cases: [expression: string, expected: boolean][] = [
  ["MIT", true],
  ["(MIT OR GPL-3.0-only)", true],
  ["GPL-3.0-only OR Apache-2.0", true],
  ["MIT AND GPL-3.0-only", false],
  ["AGPL-3.0-only", false],
  ["SEE LICENSE IN LICENSE", false],
  ["", false],
];

test.each(cases)("licence %j is allowed: %s", (expression, expected) => {
  expect(isAllowed(expression)).toBe(expected);
});

test("an installed package under a licence that is not on the list is named", () => {
  const root = mkdtempSync(join(tmpdir(), "oakline-licences-"));
  try {
    for (const [name, license] of [
      ["good", "MIT"],
      ["bad", "AGPL-3.0-only"],
    ]) {
      mkdirSync(join(root, "node_modules", name ?? ""), { recursive: true });
      writeFileSync(
        join(root, "node_modules", name ?? "", "package.json"),
        JSON.stringify({ name, license }),
      );
    }
    const packages = { "": {}, "node_modules/good": {}, "node_modules/bad": {}, "node_modules/absent": {} };
    writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages }));
    expect(checkLicences(root)).toEqual({ packages: 2, faults: ["node_modules/bad: AGPL-3.0-only"] });
  } finally {
    rmSync(root, { recursive: true });
  }
});
