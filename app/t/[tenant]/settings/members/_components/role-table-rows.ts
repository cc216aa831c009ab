import type { Action } from "@/server/access/permissions";
import { actions, isAllowed, membersOnly } from "@/server/access/permissions";
import { memberRoles } from "@/server/modules/members/member-rules";

type Module = Action extends `${infer Prefix}.${string}` ? Prefix : never;
export const tableGroups = ["work", "accounts", "people", "workspace"] as const;
export type TableGroup = (typeof tableGroups)[number];

const groupOf: Record<Module, TableGroup> = {
  order: "work",
  submission: "work",
  work: "work",
  view: "work",
  list: "work",
  connection: "accounts",
  app: "accounts",
  member: "people",
  agency: "people",
  access: "people",
  audit: "people",
  tenant: "workspace",
  mail: "workspace",
};

export type RoleTableRow = {
  action: Action;
  roles: readonly (typeof memberRoles)[number][];
  /** staff of an agency may never do it, whatever their grant */
  membersOnly: boolean;
};

/** The table of permissions as people read it: by part of their work, without what jobs alone do. */
export function listRoleTable(): { group: TableGroup; rows: RoleTableRow[] }[] {
  const rows = actions
    .map((action) => ({
      action,
      roles: memberRoles.filter((role) => isAllowed(role, action)),
      membersOnly: membersOnly.includes(action),
    }))
    .filter((row) => row.roles.length > 0);
  // the part before the dot is a module of the table above, by the type of an action
  const module = (action: Action) => action.split(".")[0] as Module;
  return tableGroups.map((group) => ({
    group,
    rows: rows.filter((row) => groupOf[module(row.action)] === group),
  }));
}
