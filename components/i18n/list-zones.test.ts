import { expect, it } from "vitest";
import { listZones, matchZones } from "./list-zones";

const at = new Date("2026-11-23T08:00:00Z");
const names: Record<string, string> = { "Asia-Shanghai": "Beijing", "Asia-Kolkata": "Kolkata", UTC: "UTC" };
const zones = listZones(at, (key) => names[key] ?? null);
const found = (text: string) => matchZones(zones, text).map((zone) => zone.id);

it("finds a zone by the place people say, by its id and by its offset", () => {
  expect(found("bei")[0]).toBe("Asia/Shanghai");
  expect(found("shanghai")).toContain("Asia/Shanghai");
  expect(found("+8")).toContain("Asia/Shanghai");
  expect(found("UTC+8")).not.toContain("Asia/Kolkata");
  expect(found("sao paulo")).toContain("America/Sao_Paulo");
  expect(found("nowhere at all")).toEqual([]);
});

it("shows the named places before anything is typed, and no zone twice under an older id", () => {
  expect(found("").sort()).toEqual(["Asia/Kolkata", "Asia/Shanghai", "UTC"]);
  expect(zones.map((zone) => zone.id)).not.toContain("Asia/Calcutta");
});
