import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Lch = { l: number; c: number; h: number };

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const oklch = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`;

function colours(half: 0 | 1): Map<string, Lch> {
  const found = new Map<string, Lch>();
  const pairs = new RegExp(String.raw`--color-([\w-]+): light-dark\(${oklch}, ${oklch}\)`, "g");
  for (const [, name = "", ...numbers] of css.matchAll(pairs)) {
    const [l = 0, c = 0, h = 0] = numbers.slice(half * 3, half * 3 + 3).map(Number);
    found.set(name, { l, c, h });
  }
  return found;
}

/** Relative luminance of WCAG 2, by way of linear sRGB clipped to what a screen can show. */
function luminance({ l, c, h }: Lch): number {
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Lch, b: Lch): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["canvas", "surface", "raised", "sunken", "hover", "accent-s"];
const tints = ["blue", "amber", "green", "red", "violet"];

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("colours in %s", (_theme, half) => {
  const all = colours(half);
  const ratio = (text: string, ground: string) => {
    const [a, b] = [all.get(text), all.get(ground)];
    if (!a || !b) throw new Error(`no colour ${a ? ground : text}`);
    return contrast(a, b);
  };
  it("let every text be read on every ground it may meet", () => {
    const low: string[] = [];
    const check = (text: string, ground: string) => {
      if (ratio(text, ground) < 4.5) low.push(`${text} on ${ground}: ${ratio(text, ground).toFixed(2)}`);
    };
    for (const ground of [...grounds, ...tints.map((tint) => `${tint}-s`)]) {
      for (const text of ["ink", "ink-2", "ink-3"]) check(text, ground);
    }
    for (const ground of grounds) for (const text of ["accent", ...tints]) check(text, ground);
    for (const tint of tints) check(tint, `${tint}-s`);
    check("on-accent", "accent");
    check("on-accent", "accent-2");
    check("ink", "here");
    check("ink-2", "here");
    expect(low).toEqual([]);
  });
  it("show the edge of every control", () => {
    for (const ground of ["canvas", "surface", "raised", "accent-s"]) {
      expect([ground, ratio("edge", ground) >= 3]).toEqual([ground, true]);
    }
  });
});
