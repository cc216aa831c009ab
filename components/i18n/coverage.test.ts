import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { actions } from "@/server/access/permissions";
import { refusals } from "@/server/modules/connections/rules";
import { errorCodes } from "@/server/platform/errors";
import { locales } from "./preferences";

type Tree = { [key: string]: string | Tree };

function read(locale: string, name: string): Tree {
  return JSON.parse(readFileSync(new URL(`messages/${locale}/${name}.json`, import.meta.url), "utf8"));
}
function isText(tree: Tree, path: string): boolean {
  let at: string | Tree | undefined = tree;
  for (const key of path.split(".")) at = typeof at === "object" ? at[key] : undefined;
  return typeof at === "string" && at.trim() !== "";
}

const sources = globSync("server/**/*.ts", { cwd: new URL("../..", import.meta.url).pathname })
  .filter((file) => !/\.(test|bench)\.ts$|\/testing\/|\/simulator\//.test(file))
  .map((file) => ({ file, text: readFileSync(new URL(`../../${file}`, import.meta.url), "utf8") }));

function found(pattern: RegExp, files = sources): string[] {
  const all = files.flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1] ?? ""));
  return [...new Set(all)].sort();
}

// As they are written in the code: an object of a fault, a rule of a form, a table of Amazon's refusals.
const violations = [
  ...found(/\{\s*code: "([A-Za-z-]+)",\s*field/g),
  ...found(/violation(?:\(|: )"([A-Za-z-]+)"/g),
  ...found(
    /code: (?:[^"\n]*\? )?"([a-z][A-Za-z]+)"/g,
    sources.filter(({ file }) => file.endsWith("/map-error.ts")),
  ),
  ...found(/: "(token[A-Z]\w+|appRefused)"/g),
].filter((code) => code !== "custom");

describe.each(locales)("in %s", (locale) => {
  test("every error code says what happened and what to do now", () => {
    const errors = read(locale, "errors");
    for (const code of Object.keys(errorCodes)) {
      expect([code, isText(errors, `codes.${code}`)]).toEqual([code, true]);
      expect([code, isText(errors, `next.${code}`)]).toEqual([code, true]);
    }
  });

  test("every violation in use has a text", () => {
    const texts = read(locale, "violations");
    expect(violations.length).toBeGreaterThan(25);
    expect(violations.filter((code) => !isText(texts, code))).toEqual([]);
  });

  test("every reason why a consent is refused has a text", () => {
    const texts = read(locale, "connections");
    expect(refusals.filter((reason) => !isText(texts, `refused.${reason}`))).toEqual([]);
  });

  test("every permission says what it lets people do", () => {
    const texts = read(locale, "members");
    expect(actions.filter((action) => !isText(texts, `actions.${action}`))).toEqual([]);
  });

  test("every role that a person may have has a name", () => {
    const roles = read(locale, "frame");
    for (const role of ["owner", "admin", "manager", "operator", "viewer"]) {
      expect([role, isText(roles, `tenant.role.${role}`)]).toEqual([role, true]);
    }
  });
});
