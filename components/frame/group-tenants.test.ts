import { expect, test } from "vitest";
import type { TenantEntry } from "./frame-model";
import { firstTenants, groupTenants, matchTenants } from "./group-tenants";

const day = (n: number) => new Date(2026, 10, n);
const entry = (name: string, more: Partial<TenantEntry> = {}): TenantEntry => ({
  id: name,
  name,
  hue: 0,
  href: "/",
  role: "viewer",
  kind: "company",
  via: null,
  openedAt: null,
  pinnedAt: null,
  ...more,
});
const shape = (tenants: readonly TenantEntry[]) =>
  groupTenants(tenants).map(({ kind, name, tenants: listed }) => [
    name ?? kind,
    listed.map((one) => one.name).join(""),
  ]);

test("a short list keeps its order whatever was opened last, so that a key always means the same workspace", () => {
  const few = ["A", "B", "C"].map((name, i) => entry(name, { openedAt: day(20 + i) }));
  expect(shape(few)).toEqual([["own", "ABC"]]);
  expect(shape(few.map((one, i) => ({ ...one, openedAt: day(9 - i) })))).toEqual([["own", "ABC"]]);
});

test("a long list shows each workspace once: pinned, the last five opened, own, then by agency", () => {
  const many = [
    entry("A", { openedAt: day(1) }),
    entry("B", { pinnedAt: day(3) }),
    entry("C"),
    ...["D", "E", "F", "G", "H"].map((name, i) => entry(name, { via: "North", openedAt: day(10 + i) })),
    entry("I", { via: "North", pinnedAt: day(2), openedAt: day(20) }),
    entry("J", { via: "East" }),
    entry("K", { via: "North" }),
  ];
  expect(shape(many)).toEqual([
    ["pinned", "IB"],
    ["recent", "HGFED"],
    ["own", "AC"],
    ["East", "J"],
    ["North", "K"],
  ]);
  expect(
    firstTenants(many)
      .map(({ name }) => name)
      .join(""),
  ).toBe("IBHGFEDAC");
});

test("nobody's list is empty of groups, not of faults", () => {
  expect(groupTenants([])).toEqual([]);
  expect(firstTenants([])).toEqual([]);
});

test("what is typed is looked for in name and agency, word by word", () => {
  const all = [entry("Alder Foods"), entry("Beech Tools", { via: "North" }), entry("Norton")];
  const names = (typed: string) => matchTenants(all, typed).map(({ name }) => name);
  expect(names("  ")).toEqual(["Alder Foods", "Beech Tools", "Norton"]);
  expect(names("nor")).toEqual(["Beech Tools", "Norton"]);
  expect(names("TOOLS north")).toEqual(["Beech Tools"]);
  expect(names("foods north")).toEqual([]);
});
