import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { designedView, type GridColumn, type GridView, type SortKey } from "./grid-column";
import { shownColumns, visibleIds } from "./grid-layout";
import { parseIds, parseSort, parseWidths, printSort, printWidths } from "./grid-view-text";
import {
  countSelected,
  everythingSelected,
  headState,
  idsBetween,
  isSelected,
  nothingSelected,
  setSelected,
} from "./selection";
import { toTsv } from "./to-tsv";
import { type GridTable, useGridTable } from "./use-grid-table";
import { rowWindow } from "./use-row-window";

describe("selection", () => {
  it("counts all matching rows, not only the loaded ones", () => {
    const without = setSelected(everythingSelected, ["b"], false);
    expect(countSelected(without, 612)).toBe(611);
    expect([isSelected(without, "b"), isSelected(without, "never loaded")]).toEqual([false, true]);
    expect(countSelected(setSelected(without, ["b"], true), 612)).toBe(612);
  });
  it("takes a range in either direction and one row when its start has gone", () => {
    const list = ["a", "b", "c", "d"];
    expect(idsBetween(list, "d", "b")).toEqual(["b", "c", "d"]);
    expect(idsBetween(list, "gone", "b")).toEqual(["b"]);
    expect(idsBetween(list, "a", "gone")).toEqual([]);
  });
  it("shows the head's box mixed when some loaded rows are chosen", () => {
    const some = setSelected(nothingSelected, ["a"], true);
    expect(headState(some, ["a", "b"])).toBe("mixed");
    expect(headState(some, ["a"])).toBe(true);
    expect(headState(nothingSelected, [])).toBe(false);
    expect(setSelected(some, ["a"], false).ids.size).toBe(0);
  });
});

describe("a view in the address", () => {
  it("comes back as it was written", () => {
    const keys = [
      { id: "due", desc: true },
      { id: "value", desc: false },
    ];
    expect(parseSort(printSort(keys))).toEqual(keys);
    expect(parseWidths(printWidths({ po: 120.4, due: 96 }))).toEqual({ po: 120, due: 96 });
  });
  it.each(["", ",,,", "-", "--due", "<script>", "a b", "__proto__", "x".repeat(50)])(
    "takes %j as no sort at all",
    (text) => {
      expect(parseSort(text)).toBeNull();
    },
  );
  it("keeps the whole parts of a broken text, each once and within bounds", () => {
    expect(parseSort("due,-due,<b>,value")).toEqual([
      { id: "due", desc: false },
      { id: "value", desc: false },
    ]);
    expect(parseIds("po,po,;drop")).toEqual(["po"]);
    expect(parseWidths("po:1,due:9999,x:-5,y:1e9")).toEqual({ po: 48, due: 800 });
  });
});

describe("copied rows", () => {
  const columns = [{ label: "A", text: (row: string) => row }];
  it.each([
    ["=1+1", "'=1+1"],
    ["@cmd", "'@cmd"],
    ["-cmd|x", "'-cmd|x"],
    ["−12", "-12"],
    ["+48", "+48"],
    ["-4.2 %", "-4.2 %"],
    ["two\nlines\tand tab", "two lines and tab"],
    ["USD 1,234.50", "USD 1,234.50"],
  ])("write %j as %j", (text, cell) => {
    expect(toTsv(columns, [text])).toBe(`A\r\n${cell}`);
  });
});

describe("layout", () => {
  const column = (id: string, more: Partial<GridColumn<string>> = {}): GridColumn<string> => ({
    id,
    label: id,
    width: 100,
    cell: () => id,
    text: () => id,
    ...more,
  });
  const columns = [
    column("po", { pinned: true, fixed: true }),
    column("due", { sortable: true }),
    column("fc", { hidden: true }),
    column("value", { hidden: true, sortable: true }),
  ];
  it("cannot lose the column that names the row", () => {
    expect(visibleIds(columns, { ...designedView, columns: ["due"] })).toEqual(["po", "due"]);
  });
  it("falls back to the design when an old address names no column that exists", () => {
    expect(visibleIds(columns, { ...designedView, columns: ["gone", "lost"] })).toEqual(["po", "due"]);
  });
  /** What one press or drag makes of a view. */
  const tableOf = (view: GridView, defaultSort: readonly SortKey[] = []) => {
    const changes: Partial<GridView>[] = [];
    const tables: GridTable<string>[] = [];
    const onView = (change: Partial<GridView>) => changes.push(change);
    const Probe = () => {
      tables.push(useGridTable({ columns, view, defaultSort, onView }, 40));
      return null;
    };
    renderToStaticMarkup(createElement(Probe));
    const [table] = tables;
    if (!table) throw new Error("no table");
    return { ...table, changes };
  };
  const afterPress = (sort: readonly SortKey[], id: string, add: boolean) => {
    const { toggleSort, changes } = tableOf(designedView, sort);
    toggleSort(id, add);
    return changes;
  };
  it("sets pinned columns side by side, before the others, after the boxes", () => {
    const view = { ...designedView, columns: ["po", "due", "fc"], pinned: ["fc", "po"], widths: { po: 120 } };
    const { placed } = tableOf(view);
    expect(placed.map((one) => [one.column.id, one.width, one.stickyAt])).toEqual([
      ["po", 120, 40],
      ["fc", 100, 160],
      ["due", 100, null],
    ]);
    expect(shownColumns(columns, view)).toEqual(placed.map((one) => one.column));
  });
  it("sorts up, down, then not, and adds columns behind the present ones", () => {
    const [up, down] = [
      { id: "due", desc: false },
      { id: "due", desc: true },
    ];
    const value = { id: "value", desc: false };
    expect(afterPress([], "due", false)).toEqual([{ sort: [up] }]);
    expect(afterPress([up], "due", false)).toEqual([{ sort: [down] }]);
    expect(afterPress([down], "due", false)).toEqual([{ sort: null }]);
    expect(afterPress([down], "value", true)).toEqual([{ sort: [down, value] }]);
    expect(afterPress([down, value], "due", true)).toEqual([{ sort: [value] }]);
    expect(afterPress([down], "value", false)).toEqual([{ sort: [value] }]);
  });
  it("keeps a drawn width within bounds and goes back to the designed one", () => {
    const { setWidth, changes } = tableOf({ ...designedView, widths: { po: 120 } });
    setWidth("due", 9999);
    setWidth("po", null);
    expect(changes).toEqual([{ widths: { po: 120, due: 800 } }, { widths: {} }]);
  });
});

describe("the window of rows", () => {
  it("holds every row in sight and never one outside the list", () => {
    for (const count of [0, 1, 30, 612, 100_000]) {
      for (const first of [0, 6, 300, 99_990]) {
        const { from, to } = rowWindow(first, 28, count);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(count);
        expect(from).toBeLessThanOrEqual(to);
        if (first + 28 <= count) expect(from <= first && to >= first + 28).toBe(true);
        else expect(from).toBeLessThanOrEqual(Math.max(0, count - 28));
        if (count > 0) expect(to).toBeGreaterThan(from);
      }
    }
  });
});
