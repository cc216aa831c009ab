import type { GrantRole } from "@/db/schema/agencies";
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
  "order.acknowledge": workers,
  "submission.view": everyone,
  "submission.withdraw": workers,
  "submission.settle": managers,
  "submission.advance": ["job"],
  "order.sync": ["job"],
  "work.view": everyone,
  "connection.view": everyone,
  "connection.sync": workers,
  "connection.schedule": managers,
  "connection.pause": managers,
  "connection.connect": admins,
  "connection.remove": admins,
  "connection.go-live": admins,
  "connection.watch": ["job"],
  "app.view": managers,
  "app.manage": admins,
  "member.view": everyone,
  "member.manage": admins,
  "agency.view": managers,
  "agency.grant": admins,
  "access.review": [...admins, "job"],
  "audit.view": admins,
  "audit.seal": ["job"],
  "view.save": everyone,
  "view.share": managers,
  "list.export": everyone,
  "tenant.configure": admins,
  "tenant.delete": ["owner"],
  "mail.send": ["job"],
  "tenant.upkeep": ["job"],
} as const satisfies Record<string, readonly (Role | "job")[]>;

export type Action = keyof typeof permissions;
export const actions = Object.keys(permissions) as Action[];

/** What a tenant keeps to its own members: who may enter, its record of that, and its end. */
export const membersOnly: readonly Action[] = [
  "member.manage",
  "agency.view",
  "agency.grant",
  "access.review",
  "audit.view",
  "tenant.configure",
  "tenant.delete",
];

/** What belongs to the tenant as a whole: closed to a grant that names its connections. */
export const beyondConnections: readonly Action[] = ["connection.connect", "app.view", "app.manage"];

/** The same decision for staff of an agency; `isLimited` when their grant names connections. */
export function isAllowedByGrant(role: GrantRole, action: Action, isLimited: boolean): boolean {
  if (membersOnly.includes(action) || (isLimited && beyondConnections.includes(action))) return false;
  return isAllowed(role, action);
}

/** The one decision on permission; the same table hides buttons. */
export function isAllowed(role: Role | "job", action: Action): boolean {
  const allowed: readonly (Role | "job")[] = permissions[action];
  return allowed.includes(role);
}
