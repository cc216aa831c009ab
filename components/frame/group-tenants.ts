import type { TenantEntry } from "./frame-model";

export type TenantGroup = {
  kind: "pinned" | "recent" | "own" | "agency";
  /** the agency's, for those that were granted to it */
  name: string | null;
  tenants: TenantEntry[];
};

/** up to here every workspace has a key of its own, and none moves because another was opened */
export const keyCount = 9;
const recentShown = 5;

/**
 * A person's workspaces as the switcher lists them, each once: pinned ones in the order of pinning, the last opened of a
 * long list, their own, then those of each agency by name. The first nine have a key.
 */
export function groupTenants(tenants: readonly TenantEntry[]): TenantGroup[] {
  const pinned = tenants.filter((one) => one.pinnedAt).sort((a, b) => time(a.pinnedAt) - time(b.pinnedAt));
  const others = tenants.filter((one) => !one.pinnedAt);
  const recent =
    tenants.length > keyCount
      ? others
          .filter((one) => one.openedAt)
          .sort((a, b) => time(b.openedAt) - time(a.openedAt))
          .slice(0, recentShown)
      : [];
  const rest = others.filter((one) => !recent.includes(one));
  const agencies = Map.groupBy(
    rest.filter((one) => one.via !== null),
    (one) => one.via,
  );
  const groups: TenantGroup[] = [
    { kind: "pinned", name: null, tenants: pinned },
    { kind: "recent", name: null, tenants: recent },
    { kind: "own", name: null, tenants: rest.filter((one) => one.via === null) },
    ...[...agencies]
      .sort(([a], [b]) => (a ?? "").localeCompare(b ?? ""))
      .map(([name, granted]) => ({ kind: "agency" as const, name, tenants: granted })),
  ];
  return groups.filter((group) => group.tenants.length > 0);
}

/** Those whose name, or whose agency's, holds every word that was typed. */
export function matchTenants(tenants: readonly TenantEntry[], typed: string): readonly TenantEntry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return tenants.filter(({ name, via }) => {
    const text = `${name} ${via ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Those that have a key, in its order. */
export function firstTenants(tenants: readonly TenantEntry[]): TenantEntry[] {
  return groupTenants(tenants)
    .flatMap((group) => group.tenants)
    .slice(0, keyCount);
}

const time = (at: Date | null) => at?.getTime() ?? 0;
