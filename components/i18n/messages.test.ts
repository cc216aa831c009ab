import { readdirSync, readFileSync } from "node:fs";
import { createTranslator, type Messages } from "next-intl";
import { describe, expect, it } from "vitest";
import { messageModules } from "./load-messages";
import { locales } from "./preferences";

type Tree = { [key: string]: string | Tree };

function filesOf(locale: string): string[] {
  return readdirSync(new URL(`messages/${locale}`, import.meta.url)).sort();
}

function read(locale: string, file: string): Tree {
  return JSON.parse(readFileSync(new URL(`messages/${locale}/${file}`, import.meta.url), "utf8"));
}

function flatten(tree: Tree, path = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") all.set(`${path}${key}`, value);
    else for (const [inner, text] of flatten(value, `${path}${key}.`)) all.set(inner, text);
  }
  return all;
}

/** Argument names and tags of an ICU text; a plural's own cases may differ between languages. */
function argumentsOf(text: string): string[] {
  const named = [...text.matchAll(/\{\s*([A-Za-z]\w*)\s*[,}]/g)].map((match) => `{${match[1]}}`);
  const tags = [...text.matchAll(/<([a-z]+)>/g)].map((match) => `<${match[1]}>`);
  return [...new Set([...named, ...tags])].sort();
}

describe("messages", () => {
  it("name every file in the registry, in every language", () => {
    for (const locale of locales) {
      expect(filesOf(locale)).toEqual([...messageModules].sort().map((name) => `${name}.json`));
    }
  });

  for (const name of messageModules) {
    const english = flatten(read("en", `${name}.json`));
    for (const locale of locales) {
      const texts = flatten(read(locale, `${name}.json`));
      it(`${name} has the same keys and arguments in ${locale} as in English`, () => {
        expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
        for (const [key, text] of texts) {
          expect([key, ...argumentsOf(text)]).toEqual([key, ...argumentsOf(english.get(key) ?? "")]);
        }
      });
      it(`${name} holds no text that ICU cannot read, in ${locale}`, () => {
        const failures: string[] = [];
        const translate = createTranslator<Messages, never>({
          locale,
          messages: { [name]: read(locale, `${name}.json`) } as never,
          onError: (error) => failures.push(error.message),
        }) as (key: string, values?: object) => string;
        const values = new Proxy({}, { get: () => 1, has: () => true, ownKeys: () => [] });
        for (const [key, text] of texts) {
          if (/<[a-z]+>/.test(text)) continue;
          const sample = Object.fromEntries(argumentsOf(text).map((one) => [one.slice(1, -1), 1]));
          translate(`${name}.${key}`, { ...values, ...sample });
        }
        expect(failures).toEqual([]);
      });
    }
  }

  it("sets Chinese with full-width marks in sentences and no ideographic digits or spaces", () => {
    for (const name of messageModules) {
      for (const [key, text] of flatten(read("zh-CN", `${name}.json`))) {
        const outside = text.replace(/\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, "");
        expect([key, /[\u3000０-９]/.test(outside)]).toEqual([key, false]);
        expect([key, /\p{Script=Han}[,;:!?]|\p{Script=Han}\s*\(/u.test(outside)]).toEqual([key, false]);
      }
    }
  });
});
