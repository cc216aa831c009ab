import { expect, test } from "vitest";
import { healthOfTenant, type TenantFigures, type tenantHealths, tenantOrder } from "./tenant-rules";

const now = new Date("2026-11-23T12:00:00Z");
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const calm: TenantFigures = {
  open: 3,
  late: 0,
  nextDueAt: at(30),
  needsConsent: false,
  isFailing: false,
  connections: 2,
  stale: 0,
  silent: 0,
  unread: 0,
};

test.each<[Partial<TenantFigures>, string]>([
  [{}, "calm"],
  [{ nextDueAt: null }, "calm"],
  [{ nextDueAt: at(4) }, "soon"],
  [{ nextDueAt: at(4.1) }, "calm"],
  [{ stale: 1, nextDueAt: at(1) }, "stale"],
  [{ stale: 1, isFailing: true }, "failing"],
  [{ late: 1, isFailing: true, stale: 2 }, "late"],
  [{ silent: 1, late: 9 }, "silent"],
  [{ needsConsent: true, silent: 1 }, "consent"],
  [{ unread: 1 }, "calm"],
  [{ unread: 2 }, "unread"],
  [{ connections: 0 }, "calm"],
  [{ connections: 0, open: 0, nextDueAt: null }, "empty"],
])("a tenant with %o is called %s", (figures, health) => {
  expect(healthOfTenant({ ...calm, ...figures }, now)).toBe(health);
});

test("the worst tenant comes first, then the nearest deadline, the most work, the name", () => {
  const row = (name: string, health: (typeof tenantHealths)[number], hours: number | null, open = 1) => ({
    name,
    health,
    open,
    nextDueAt: hours === null ? null : at(hours),
  });
  const worstFirst = [
    row("Z", "consent", null),
    row("Y", "late", -3),
    row("X", "late", -1),
    row("W", "calm", 9, 2),
    row("A", "calm", 9, 1),
    row("B", "calm", 9, 1),
    row("C", "calm", null, 9),
    row("D", "empty", null, 0),
  ];
  expect(worstFirst.toReversed().sort(tenantOrder("en"))).toEqual(worstFirst);
});

test.each([
  ["en", ["Client 1", "client 2", "Client 10", "北京", "上海"]],
  ["zh-CN", ["北京", "上海", "Client 1", "client 2", "Client 10"]],
])("names of equals are ordered as %s does, and by their numbers", (locale, names) => {
  const rows = names.map((name) => ({ name, health: "empty" as const, open: 0, nextDueAt: null }));
  const sorted = rows.toReversed().sort(tenantOrder(locale));
  expect(sorted.map(({ name }) => name).filter((name) => /\d/.test(name))).toEqual(
    names.filter((name) => /\d/.test(name)),
  );
  if (locale === "zh-CN") expect(sorted.map(({ name }) => name)).toEqual(names);
});
