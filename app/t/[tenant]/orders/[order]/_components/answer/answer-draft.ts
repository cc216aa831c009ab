import { tidyDay } from "@/components/ui/day-text";
import {
  type Answer,
  judgeAnswer,
  type LineAnswer,
  linesToSend,
  type OrderedLine,
  type OrderToAnswer,
  type Part,
  type Reason,
} from "@/server/modules/acknowledgements/rules";
import { eachesOfUnit } from "@/server/modules/acknowledgements/unit-rules";
import type { Violation } from "@/server/platform/errors";
import { isDay, localDay, nextDay, startOfDay } from "@/server/platform/zoned-time";
import { amountOf, readAmount, readTyped, type TypedAmount, unitOf } from "./typed-amount";

/** A part as it is being typed: nothing is judged before it is read. */
export type DraftPart = TypedAmount & {
  key: number;
  answer: Answer;
  /** "2026-11-25", what was typed of it, or empty */
  day: string;
  reason: Reason | null;
};
export type DraftLine = { sequence: string; cost: string; parts: readonly DraftPart[] };
export type Draft = readonly DraftLine[];
/** Where a day of the form lies, and which of Amazon's two dates it is. */
export type Days = { zone: string; kind: "ship" | "delivery" };

export type Sheet = { lines: readonly OrderedLine[] };

/** The first form of an answer: what stands, else everything accepted whole; cancelled lines are left out. */
export function draftOf(sheet: Sheet, days: Days): Draft {
  return sheet.lines.filter((line) => !line.isCancelled).map((line) => draftLine(line, days));
}

function draftLine(line: OrderedLine, { zone }: Days): DraftLine {
  const whole: Part = {
    answer: "accepted",
    amount: line.amount,
    shipAt: null,
    deliverAt: null,
    reason: null,
  };
  const stands = line.standing && sumOf(line.standing.parts) === line.amount ? line.standing.parts : [whole];
  return {
    sequence: line.sequence,
    cost: tidy((line.standing?.netCost ?? line.netCost)?.amount ?? ""),
    parts: stands.map((part, key) => {
      const at = part.shipAt ?? part.deliverAt;
      return {
        key,
        answer: part.answer,
        ...shownAmount(part.amount, line),
        day: at ? localDay(at, zone) : "",
        reason: part.reason,
      };
    }),
  };
}

/** In the unit of the line; part of a case, which only Vendor Central can have answered, in eaches. */
function shownAmount(amount: number, line: OrderedLine): TypedAmount {
  if (Number.isInteger(amount)) return { amount: String(amount), unit: unitOf(line) };
  return { amount: String(Math.round(amount * eachesOfUnit(line))), unit: "each" };
}

/** "12.500000" as people write it: "12.50"; whole yen stay whole. */
function tidy(amount: string): string {
  const [whole = "", fraction = ""] = amount.split(".");
  const digits = fraction.replace(/0+$/, "");
  return digits === "" ? whole : `${whole}.${digits.padEnd(2, "0")}`;
}

/**
 * The answer that a form stands for, everything wrong with it, and the lines that would be sent. A field that cannot be
 * read is judged by that alone; fields are named as `judgeAnswer` names them.
 */
export function judgeDraft(sheet: OrderToAnswer, draft: Draft, { days, now }: { days: Days; now: Date }) {
  const { lines, unread } = readDraft(sheet, draft, days);
  const isRead = ({ field }: Violation) => unread.every((one) => one.field !== field);
  return {
    lines,
    faults: [...unread, ...judgeAnswer(sheet, lines, now).filter(isRead)],
    toSend: linesToSend(sheet, lines),
  };
}

function readDraft(sheet: Sheet, draft: Draft, days: Days): { lines: LineAnswer[]; unread: Violation[] } {
  const unread: Violation[] = [];
  const lines = draft.map((line): LineAnswer => {
    const field = `lines.${line.sequence}`;
    const ordered = sheet.lines.find((one) => one.sequence === line.sequence);
    const cost = readCost(line.cost);
    if (cost === null && line.cost.trim() !== "")
      unread.push({ code: "cost-form", field: `${field}.netCost` });
    return {
      sequence: line.sequence,
      netCost:
        cost === null || !ordered?.netCost ? null : { amount: cost, currency: ordered.netCost.currency },
      parts: line.parts.map((part, index) => {
        const read = ordered && readAmount(part, ordered);
        if (read && "code" in read) unread.push({ ...read, field: `${field}.parts.${index}.amount` });
        const at = readDay(part.day, days.zone);
        if (at === null && part.day.trim() !== "")
          unread.push({ code: "day-form", field: `${field}.parts.${index}.shipAt` });
        return {
          answer: part.answer,
          amount: read && "amount" in read ? read.amount : 0,
          ...settle(part, at, days),
        };
      }),
    };
  });
  return { lines, unread };
}

/** Only what is accepted or backordered has a day, only what is rejected a reason; the field of the other is hidden. */
function settle({ answer, reason }: DraftPart, at: Date | null, { kind }: Days) {
  if (answer === "rejected") return { shipAt: null, deliverAt: null, reason };
  return { shipAt: kind === "ship" ? at : null, deliverAt: kind === "delivery" ? at : null, reason: null };
}

function readCost(text: string): string | null {
  const plain = text.normalize("NFKC").trim();
  return /^\d{1,13}(\.\d{1,6})?$/.test(plain) ? plain : null;
}

/** The last second of a day: what is promised for today has not passed. */
function readDay(text: string, zone: string): Date | null {
  const day = tidyDay(text);
  if (!isDay(day)) return null;
  return new Date(startOfDay(nextDay(day), zone).getTime() - 1000);
}

const sumOf = (parts: readonly { amount: number }[]) => parts.reduce((sum, part) => sum + part.amount, 0);

/** What of a line is not answered yet; negative when too much is. */
export function restOf(line: OrderedLine, { parts }: DraftLine): number {
  return line.amount - parts.reduce((sum, part) => sum + amountOf(part, line), 0);
}

/** Gives the rest of a line one answer: added to a part that has it already, else as a part of its own. */
export function answerRest(line: OrderedLine, draft: DraftLine, answer: Answer): DraftLine {
  const rest = restOf(line, draft);
  if (rest <= 0) return draft;
  const same = draft.parts.find((part) => part.answer === answer);
  const parts = same
    ? draft.parts.map((part) =>
        part === same ? { ...part, amount: String(amountOf(part, line) + rest), unit: unitOf(line) } : part,
      )
    : [...draft.parts, { ...newPart(draft, answer, line), amount: String(rest) }];
  return { ...draft, parts: parts.filter((part) => readTyped(part)?.count !== 0) };
}

/** One answer for the whole line. */
export function answerWhole(line: OrderedLine, draft: DraftLine, answer: Answer): DraftLine {
  const [first] = draft.parts;
  const part = first ?? newPart(draft, answer, line);
  const amount = String(line.amount);
  return { ...draft, parts: [{ ...part, answer, amount, unit: unitOf(line), reason: null }] };
}

/** One more part, with what is still open. */
export function splitLine(line: OrderedLine, draft: DraftLine): DraftLine {
  const rest = restOf(line, draft);
  const answer: Answer = line.isBackorderAllowed ? "backordered" : "rejected";
  const part = newPart(draft, answer, line);
  return { ...draft, parts: [...draft.parts, rest > 0 ? { ...part, amount: String(rest) } : part] };
}

const newPart = (draft: DraftLine, answer: Answer, line: OrderedLine): DraftPart => ({
  key: Math.max(-1, ...draft.parts.map((part) => part.key)) + 1,
  answer,
  amount: "",
  unit: unitOf(line),
  day: "",
  reason: null,
});

/** Each line of a PO as an answer to it depends on it, by its sequence: another text, another line. */
export type Marks = Readonly<Record<string, string>>;
export const marksOf = (sheet: Sheet): Marks =>
  Object.fromEntries(sheet.lines.map((line) => [line.sequence, JSON.stringify(line)]));

/**
 * Typed lines over a PO that Amazon changed meanwhile: those whose quantity, unit, cost or standing answer is another now
 * begin anew, the others stay as they were typed.
 * @returns the lines that stay, those that began anew, and what was typed that fits no more
 */
export function rebase(
  typed: Draft,
  from: Marks,
  to: Sheet,
): { typed: Draft; renewed: readonly string[]; lost: Draft } {
  const marks = marksOf(to);
  const isSame = ({ sequence }: { sequence: string }) => from[sequence] === marks[sequence];
  return {
    typed: typed.filter(isSame),
    renewed: to.lines.filter((line) => !line.isCancelled && !isSame(line)).map((line) => line.sequence),
    lost: typed.filter((line) => !isSame(line)),
  };
}
