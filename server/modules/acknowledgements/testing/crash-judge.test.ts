import { expect, test } from "vitest";
import { type Arrival, type JudgedRow, judgeCrash } from "./crash-judge";

const body = Buffer.from("one");
const row: JudgedRow = { number: "PO000001", state: "verified", body, isVisible: true, ends: ["verified"] };
const hidden: JudgedRow = { ...row, isVisible: false, state: "refused", ends: ["refused"] };
const arrival = (minute: number, shownAfter: number | null = 1, bytes = body): Arrival => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 3, 23, 12, minutes)).toISOString();
  return {
    at: at(minute),
    visibleAt: shownAfter === null ? null : at(minute + shownAfter),
    bytes: bytes.toString("base64"),
  };
};

const cases: [string, JudgedRow[], Arrival[], [number, number, number]][] = [
  ["good: it arrived once and is verified", [row], [arrival(0)], [0, 0, 0]],
  ["lost: it never arrived", [{ ...row, state: "queued" }], [], [1, 0, 1]],
  ["lost, whatever we say of it", [row], [], [1, 0, 0]],
  ["twice: again at once", [row], [arrival(0), arrival(0)], [0, 1, 0]],
  ["twice: again when it could be seen", [row], [arrival(0), arrival(20)], [0, 1, 0]],
  ["twice, in whatever order they are listed", [row], [arrival(20), arrival(0)], [0, 1, 0]],
  ["twice: a refused one again before its time", [hidden], [arrival(0, null), arrival(9, null)], [0, 1, 0]],
  [
    "good: again after the look, as nothing was to be seen",
    [hidden],
    [arrival(0, null), arrival(10, null)],
    [0, 0, 0],
  ],
  ["good: again after the look, shown only later", [row], [arrival(0, 40), arrival(10)], [0, 0, 0]],
  ["twice: something that nobody queued", [row], [arrival(0), arrival(5, 1, Buffer.from("two"))], [0, 1, 0]],
  ["unknown: not settled", [{ ...row, state: "unknown" }], [arrival(0)], [0, 0, 1]],
  [
    "unknown: presumed where Amazon shows it",
    [{ ...row, state: "presumed_accepted" }],
    [arrival(0)],
    [0, 0, 1],
  ],
];

test.each(cases)("a document is %s", (_name, rows, arrivals, expected) => {
  const { lost, twice, unknown } = judgeCrash(rows, arrivals, 600_000);
  expect([lost, twice, unknown]).toEqual(expected);
});
