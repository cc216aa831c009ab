import type { inferRouterOutputs } from "@trpc/server";
import {
  Building2,
  Check,
  CircleAlert,
  CircleDashed,
  Clock,
  KeyRound,
  type LucideIcon,
  RefreshCwOff,
  Timer,
} from "lucide-react";
import type { Tone } from "@/components/ui/tones";
import type { AppRouter } from "@/server/routers/root";

export type TenantRow = inferRouterOutputs<AppRouter>["dashboards"]["tenants"][number];

/** Colour enters with trouble: a tenant in order is grey. */
export const healthLooks: Record<TenantRow["health"], { icon: LucideIcon; tone: Tone }> = {
  consent: { icon: KeyRound, tone: "red" },
  silent: { icon: CircleAlert, tone: "red" },
  late: { icon: CircleAlert, tone: "red" },
  failing: { icon: RefreshCwOff, tone: "amber" },
  stale: { icon: Clock, tone: "amber" },
  soon: { icon: Timer, tone: "amber" },
  calm: { icon: Check, tone: "grey" },
  unread: { icon: CircleDashed, tone: "grey" },
  empty: { icon: CircleDashed, tone: "grey" },
};

/** An agency's own workspace has no accounts that could be well or ill. */
export const agencyLook = { icon: Building2, tone: "grey" } as const;

/** Rows whose name or agency holds every word that was typed; ids and case do not matter. */
export function searchTenants(rows: readonly TenantRow[], query: string): readonly TenantRow[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = `${row.name} ${row.via ?? ""}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}
