import { expect, test } from "vitest";
import { nextAct, shownStatus } from "./words";

test.each([
  ["confirmed", "mismatch", "mismatch", "answer"],
  ["answered", "unknown", "unknown", "answer"],
  ["to-confirm", "refused", "refused", "answer"],
  ["to-confirm", "queued", "to-confirm", "to-confirm"],
  ["confirmed", "verified", "confirmed", null],
  ["changed", "mismatch", "changed", "changed"],
  ["closed", "refused", "closed", null],
  ["confirmed", null, "confirmed", null],
] as const)("a PO that is %s, its answer %s, is listed as %s", (status, answer, shown, act) => {
  expect([shownStatus({ status, answer }), nextAct({ status, answer })]).toEqual([shown, act]);
});
