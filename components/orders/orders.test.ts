import { describe, expect, it } from "vitest";
import { readAddress } from "@/components/data-table/address-state";
import { answeredUnits, isUnanswered } from "./answered-units";
import { diffLines } from "./diff-lines";
import {
  noFilters,
  orderFilterKeys,
  orderFilterParsers,
  orderStatusCodes,
  orderViewIds,
  orderViews,
  toOrderFilter,
  viewOf,
  writeOrderFilters,
} from "./order-filters";
import { ordersHref } from "./order-href";
import { defaultSort, toOrderSort } from "./order-sort";
import { prettyJson } from "./pretty-json";

const connection = `cn_${"0".repeat(26)}`;
const read = (search: string) => {
  const params = new URLSearchParams(search);
  return readAddress(orderFilterParsers, orderFilterKeys, (name) => params.get(name));
};

describe("filters in the address", () => {
  it("come back as they were written", () => {
    const state = {
      ...noFilters,
      status: ["changed" as const],
      market: ["DE", "GB"],
      connection: [connection],
      from: "2026-10-01",
      due: "4h" as const,
      changed: true,
      text: "a&b=c, 50 %",
    };
    expect(read(writeOrderFilters(state))).toEqual(state);
    for (const id of orderViewIds)
      expect(viewOf(read(writeOrderFilters(orderViews[id])))).toEqual({ id, edited: false });
  });
  it.each([
    "?status=sold",
    "?market=Germany",
    "?account=cn_x",
    "?from=2026-13-40",
    "?due=1y",
    "?changed=maybe",
  ])("take %s as no filter", (search) => expect(read(search)).toEqual(noFilters));
  it("are read from a link of another page as that page meant them", () => {
    const base = "/t/x" as Parameters<typeof ordersHref>[0];
    const link = ordersHref(base, { status: ["to-confirm"], market: ["GB"], connection: [connection] });
    expect(read(new URL(link, "http://localhost").search)).toEqual({
      ...noFilters,
      status: ["to-confirm"],
      market: ["GB"],
      connection: [connection],
    });
    expect(read(new URL(ordersHref(base, { status: "any" }), "http://localhost").search).status).toEqual([
      ...orderStatusCodes,
    ]);
  });
  it("say which view they came from when they say more", () => {
    expect(viewOf(read("?status=to-confirm&market=DE"))).toEqual({ id: "to-confirm", edited: true });
    expect(viewOf(read("?q=4A7K"))).toEqual({ id: "open", edited: true });
  });
  it("end today with the reader's day, also when clocks change", () => {
    const ends = (zone: string, today: string) => toOrderFilter(orderViews.today, zone, today).dueBefore;
    expect(ends("Europe/London", "2026-11-23")).toBe("2026-11-24T00:00:00.000Z");
    expect(ends("Asia/Shanghai", "2026-11-23")).toBe("2026-11-23T16:00:00.000Z");
  });
});

describe("the order of the list", () => {
  it("follows the clock while work is open, else the date", () => {
    expect(defaultSort(noFilters)).toEqual([{ id: "due", desc: false }]);
    expect(defaultSort({ status: ["closed"] })).toEqual([{ id: "ordered", desc: true }]);
  });
  it("never asks the server for a column it cannot sort by, nor for more than three", () => {
    const keys = ["fc", "due", "value", "units", "number"].map((id) => ({ id, desc: true }));
    expect(toOrderSort(keys, noFilters).map(({ by }) => by)).toEqual(["due", "value", "units"]);
  });
});

describe("original bytes", () => {
  it("are laid out without changing a figure", () => {
    expect(prettyJson('{"a":14.90,"b":[],"c":[1,{"d":"x,{}:\\"y"}],"e":1e400}')).toBe(
      '{\n  "a": 14.90,\n  "b": [],\n  "c": [\n    1,\n    {\n      "d": "x,{}:\\"y"\n    }\n  ],\n  "e": 1e400\n}',
    );
    expect(prettyJson("{broken")).toBeNull();
  });
  it("differ by exactly the lines that turn one version into the other", () => {
    const [before, after] = [
      ["a", "b", "c", "d"],
      ["a", "x", "c", "d", "e"],
    ];
    const parts = diffLines(before, after);
    expect(parts.flatMap((part) => (part.kind === "added" ? [] : part.lines))).toEqual(before);
    expect(parts.flatMap((part) => (part.kind === "removed" ? [] : part.lines))).toEqual(after);
    expect(parts.map((part) => part.kind)).toEqual(["same", "removed", "added", "same", "added"]);
    expect(diffLines(["a"], ["a"])).toEqual([{ kind: "same", lines: ["a"] }]);
  });
});

it("a nought is shown as a figure only once somebody has answered", () => {
  expect(answeredUnits(0, isUnanswered({ confirmation: "unconfirmed" }))).toBeNull();
  expect(answeredUnits(0, isUnanswered({ confirmation: null }))).toBeNull();
  expect(answeredUnits(0, isUnanswered({ confirmation: "rejected" }))).toBe(0);
  expect(answeredUnits(7, isUnanswered({ confirmation: "unconfirmed" }))).toBe(7);
});
