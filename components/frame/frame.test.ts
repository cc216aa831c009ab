import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { currentCommands, matchesKeys, registerCommands } from "./command-registry";
import { placeIds, placeOfPath } from "./places";

const pressed = (
  key: string,
  more: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

it.each([
  ["J", pressed("j"), true],
  ["J", pressed("J", { shiftKey: true }), false],
  ["J", pressed("j", { ctrlKey: true }), false],
  ["J", pressed("j", { altKey: true }), false],
  ["Mod K", pressed("k", { ctrlKey: true }), true],
  ["Mod K", pressed("k", { metaKey: true }), true],
  ["Mod K", pressed("k"), false],
  ["Shift A", pressed("A", { shiftKey: true }), true],
  ["?", pressed("?", { shiftKey: true }), true],
  ["/", pressed("/"), true],
  ["Escape", pressed("Escape"), true],
])("key %s against %o is %s", (keys, event, matches) => {
  expect(matchesKeys(keys, event)).toBe(matches);
});

it("gives a key back to whoever had it before when a page goes", () => {
  const stopFrame = registerCommands([{ id: "a", label: "frame", scope: "everywhere", keys: "R" }]);
  const stopPage = registerCommands([{ id: "b", label: "page", scope: "page", keys: "R" }]);
  expect(currentCommands().findLast((command) => command.keys === "R")?.label).toBe("page");
  stopPage();
  expect(currentCommands().findLast((command) => command.keys === "R")?.label).toBe("frame");
  stopFrame();
  expect(currentCommands()).toEqual([]);
});

it("marks the place that an address lies in, and none for a foreign one", () => {
  expect(placeOfPath("/t/lark", "/t/lark")).toBe("home");
  expect(placeOfPath("/t/lark/orders/po_1", "/t/lark")).toBe("orders");
  expect(placeOfPath("/t/lark/ordersomething", "/t/lark")).toBeNull();
  expect(placeOfPath("/profile", "/t/lark")).toBeNull();
});

it("has a word for every place, and no word without a place", () => {
  const text = readFileSync(new URL("../i18n/messages/en/frame.json", import.meta.url), "utf8");
  expect([...placeIds].sort()).toEqual(Object.keys(JSON.parse(text).places).sort());
});
