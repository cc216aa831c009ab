import { expect, test } from "vitest";
import { formatCases } from "./isolation-cases";

test("cases are added up by what was tried, each kind with its sum", () => {
  const noted = [
    { kind: "table", name: "mail", cases: 9 },
    { kind: "procedure", name: "orders.get", cases: 81 },
    { kind: "table", name: "audit", cases: 2 },
    { kind: "table", name: "mail", cases: 1 },
  ];
  const said = formatCases(noted.map((one) => `${JSON.stringify(one)}\n`).join(""));
  expect(said.replaceAll(/ +/g, " ").split("\n")).toEqual([
    "",
    "Isolation cases, 1 procedures, 81 in all",
    " orders.get 81",
    "",
    "Isolation cases, 2 tables, 12 in all",
    " audit 2",
    " mail 10",
  ]);
  expect(formatCases("")).toBe("");
});
