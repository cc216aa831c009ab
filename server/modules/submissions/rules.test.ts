import { describe, expect, test } from "vitest";
import { type SubmissionState, submissionStates } from "@/db/words";
import { AppError, type ErrorCode } from "@/server/platform/errors";
import {
  canWithdraw,
  judgeSent,
  mayHaveLeft,
  needsCase,
  nextCheckAt,
  type Seen,
  settleUnknown,
} from "./rules";
import { readSendError } from "./send-rules";
import type { ReadBack } from "./submission-kind";

const sentAt = new Date("2026-04-20T08:00:00Z");
const later = (minutes: number) => new Date(sentAt.getTime() + minutes * 60_000);

test("Amazon is asked after 1, 2, 5, 10, 15, 30 and 60 minutes, 6 and 24 hours, and then no more", () => {
  const asked: number[] = [];
  for (let at = nextCheckAt(sentAt, sentAt); at; at = nextCheckAt(sentAt, at))
    asked.push((at.getTime() - sentAt.getTime()) / 60_000);
  expect(asked).toEqual([1, 2, 5, 10, 15, 30, 60, 360, 1440]);
});

test("a look that comes late skips what it missed", () => {
  expect(nextCheckAt(sentAt, later(40))).toEqual(later(60));
});

describe("an attempt that failed", () => {
  const cases: [ErrorCode, ReturnType<typeof readSendError>][] = [
    ["ACORN_REJECTED", "refused"],
    ["ACORN_RATE_LIMITED", "queued"],
    ["ACORN_DOWN", "queued"],
    ["ACORN_AUTH", "queued"],
    ["PRECONDITION", "queued"],
    ["ACORN_UNKNOWN", "unknown"],
    ["ACORN_DRIFT", "unknown"],
    ["INTERNAL", "unknown"],
  ];
  test.each(cases)("by %s leaves the document %s", (code, state) => {
    expect(readSendError(new AppError(code, "said"))).toBe(state);
  });
  test("by a fault of ours leaves it unknown: it may have arrived", () => {
    expect(readSendError(new TypeError("ours"))).toBe("unknown");
  });
});

describe("a document that was taken in", () => {
  const nothing: Seen = { transaction: "processing", readBack: "not-yet" };
  const cases: [string, SubmissionState, number, Partial<Seen>, SubmissionState][] = [
    ["is sent while Amazon says nothing", "sent", 14, {}, "sent"],
    ["is presumed accepted after 15 minutes", "sent", 15, {}, "presumed_accepted"],
    [
      "is presumed accepted where nothing can be read back",
      "sent",
      15,
      { readBack: null },
      "presumed_accepted",
    ],
    ["is refused by a Failure", "sent", 5, { transaction: "failed" }, "refused"],
    [
      "is refused by a Failure that comes late",
      "presumed_accepted",
      900,
      { transaction: "failed" },
      "refused",
    ],
    ["is verified by what Amazon shows", "sent", 2, { readBack: "verified" }, "verified"],
    [
      "is verified by what Amazon shows, whatever the transaction says",
      "sent",
      2,
      { transaction: "failed", readBack: "verified" },
      "verified",
    ],
    [
      "is a mismatch when Amazon shows something else",
      "presumed_accepted",
      20,
      { readBack: "mismatch" },
      "mismatch",
    ],
    ["is verified once Amazon shows it after all", "mismatch", 60, { readBack: "verified" }, "verified"],
    ["stays a mismatch while nothing new is known", "mismatch", 60, {}, "mismatch"],
    [
      "is verified by Success, where Amazon gives one",
      "sent",
      5,
      { transaction: "succeeded", readBack: null },
      "verified",
    ],
    ["stays verified", "verified", 60, { transaction: "failed" }, "verified"],
    ["stays refused", "refused", 60, {}, "refused"],
    ["stays withdrawn", "withdrawn", 60, { readBack: "verified" }, "withdrawn"],
  ];
  test.each(cases)("%s", (_name, state, minutes, seen, expected) => {
    expect(judgeSent({ state, sentAt }, { ...nothing, ...seen }, later(minutes))).toBe(expected);
  });

  test("without a trace for 30 minutes it is due for a case, and not once something is known", () => {
    expect(needsCase({ state: "presumed_accepted", sentAt }, nothing, later(29))).toBe(false);
    expect(needsCase({ state: "presumed_accepted", sentAt }, nothing, later(30))).toBe(true);
    expect(needsCase({ state: "verified", sentAt }, nothing, later(90))).toBe(false);
    expect(needsCase({ state: "sent", sentAt }, { ...nothing, readBack: null }, later(90))).toBe(false);
  });
});

describe("a document whose fate is unclear", () => {
  const settle = (looked: ReadBack["kind"], minutes: number) =>
    settleUnknown(600_000, { since: sentAt, looked }, later(minutes));
  test("is never sent again before Amazon had the time it needs to show it", () => {
    expect(settle("not-yet", 9)).toEqual({ kind: "wait" });
    expect(settle("not-yet", 10)).toEqual({ kind: "repeat" });
  });
  test.each(["verified", "mismatch"] as const)("is %s once Amazon shows so, at any time", (state) => {
    expect(settle(state, 1)).toEqual({ kind: "settle", state });
    expect(settle(state, 9999)).toEqual({ kind: "settle", state });
  });
});

describe("a document that is due may have left in another life", () => {
  const cases: [string, SubmissionState, number, boolean][] = [
    ["not when its sender comes in time", "queued", 0, false],
    ["not when a worker was started anew meanwhile", "queued", 5, false],
    ["when nobody looked at it for over five minutes: a lost worker, a restore", "queued", 5.1, true],
    ["when its look is as late: a repeat of it may have left too", "unknown", 5.1, true],
    ["not while its look is in time", "unknown", 5, false],
    ["when the lease of its sender has ended, at any time", "sending", 0, true],
    ["not when Amazon took it in: asking about it does no harm", "sent", 900, false],
    ["not when Amazon shows something else", "mismatch", 900, false],
    ["not when it was taken back", "withdrawn", 900, false],
  ];
  test.each(cases)("%s", (_name, state, minutes, expected) => {
    expect(mayHaveLeft({ state, nextAt: sentAt, isFromElsewhere: false }, later(minutes))).toBe(expected);
  });
  test.each([
    ["queued", true],
    ["unknown", true],
    ["sent", false],
    ["withdrawn", false],
  ] as const)("at any time when its row was written in another database: %s %s", (state, expected) => {
    expect(mayHaveLeft({ state, nextAt: sentAt, isFromElsewhere: true }, sentAt)).toBe(expected);
  });
});

test("what has left cannot be taken back", () => {
  expect(submissionStates.filter(canWithdraw)).toEqual(["draft", "awaiting_approval", "queued"]);
});
