import { expect, test } from "vitest";
import { actions, isAllowed, permissions } from "@/server/access/permissions";
import { memberRoles } from "@/server/modules/members/member-rules";
import { listRoleTable } from "./role-table-rows";

const shown = listRoleTable().flatMap(({ rows }) => rows);

test("every act of a person stands in the table once, and none that jobs alone do", () => {
  const byPeople = actions.filter((action) => permissions[action].some((role) => role !== "job"));
  expect(shown.map(({ action }) => action).sort()).toEqual([...byPeople].sort());
});

test("the table says of each role what the decision itself says", () => {
  for (const { action, roles } of shown)
    for (const role of memberRoles)
      expect([action, role, roles.includes(role)]).toEqual([action, role, isAllowed(role, action)]);
});
