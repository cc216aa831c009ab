import type { Role } from "@/db/schema/tenants";

const everyone = ["owner", "admin", "manager", "operator", "viewer"] as const;
const workers = ["owner", "admin", "manager", "operator"] as const;
const managers = ["owner", "admin", "manager"] as const;
const admins = ["owner", "admin"] as const;

/** Who may do what. Jobs may do all that a table row marks with "job". */
export const permissions = {
  "tenant.view": everyone,
  "order.view": everyone,
  "order.fetch": [...workers, "job"],
  "order.see-change": workers,
  "order.sync": ["job"],
  "work.view": everyone,
  "connection.view": everyone,
  "connection.sync": workers,
  "connection.schedule": managers,
  "connection.pause": managers,
  "connection.connect": admins,
  "connection.remove": admins,
  "connection.watch": ["job"],
  "app.view": managers,
  "app.manage": admins,
  "member.view": everyone,
  "mail.send": ["job"],
  "tenant.upkeep": ["job"],
} as const satisfies Record<string, readonly (Role | "job")[]>;

export type Action = keyof typeof permissions;
export const actions = Object.keys(permissions) as Action[];

/** The one decision on permission; the same table hides buttons. */
export function isAllowed(role: Role | "job", action: Action): boolean {
  const allowed: readonly (Role | "job")[] = permissions[action];
  return allowed.includes(role);
}
