/** How a tenant stands, the worst first: the order of the page of all tenants. */
export const tenantHealths = [
  "consent",
  "silent",
  "late",
  "failing",
  "stale",
  "soon",
  "calm",
  "unread",
  "empty",
] as const;
export type TenantHealth = (typeof tenantHealths)[number];

const soonMs = 4 * 3_600_000;

export type TenantFigures = {
  open: number;
  late: number;
  nextDueAt: Date | null;
  needsConsent: boolean;
  isFailing: boolean;
  /** connections that are read by themselves, and how many of them missed two and six runs or were never read */
  connections: number;
  stale: number;
  silent: number;
  unread: number;
};

/** One word for a tenant: the worst that is true of it. */
export function healthOfTenant(figures: TenantFigures, now: Date): TenantHealth {
  if (figures.needsConsent) return "consent";
  if (figures.silent > 0) return "silent";
  if (figures.late > 0) return "late";
  if (figures.isFailing) return "failing";
  if (figures.stale > 0) return "stale";
  if (figures.nextDueAt && figures.nextDueAt.getTime() - now.getTime() <= soonMs) return "soon";
  if (figures.connections === 0 && figures.open === 0) return "empty";
  return figures.connections > 0 && figures.unread === figures.connections ? "unread" : "calm";
}

type Ranked = { health: TenantHealth; nextDueAt: Date | null; open: number; name: string };

/** The worst first, among equals the next deadline, then the most work, then by name as the language orders it: 2 before 10. */
export function tenantOrder(locale: string): (a: Ranked, b: Ranked) => number {
  const names = new Intl.Collator(locale, { numeric: true });
  const due = (one: Ranked) => one.nextDueAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return (a, b) =>
    tenantHealths.indexOf(a.health) - tenantHealths.indexOf(b.health) ||
    due(a) - due(b) ||
    b.open - a.open ||
    names.compare(a.name, b.name);
}
