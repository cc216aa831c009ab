import type { Answer, LineAnswer, OrderedLine, Part, Reason } from "@/server/modules/acknowledgements/rules";
import type { Violation } from "@/server/platform/errors";
import { localDay, nextDay, startOfDay } from "@/server/platform/zoned-time";

/** A part as it is being typed: nothing is judged before it is read. */
export type DraftPart = {
  key: number;
  answer: Answer;
  amount: string;
  /** "2026-11-25", or empty */
  day: string;
  reason: Reason | null;
};
export type DraftLine = { sequence: string; cost: string; parts: readonly DraftPart[] };
export type Draft = readonly DraftLine[];
/** Where a day of the form lies, and which of Amazon's two dates it is. */
export type Days = { zone: string; kind: "ship" | "delivery" };

type Sheet = { lines: readonly OrderedLine[] };

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
        amount: String(part.amount),
        day: at ? localDay(at, zone) : "",
        reason: part.reason,
      };
    }),
  };
}

/** "12.500000" as people write it: "12.50"; whole yen stay whole. */
function tidy(amount: string): string {
  const [whole = "", fraction = ""] = amount.split(".");
  const digits = fraction.replace(/0+$/, "");
  return digits === "" ? whole : `${whole}.${digits.padEnd(2, "0")}`;
}

/** The answer that a form stands for, and what in it cannot be read at all; fields are named as `judgeAnswer` names them. */
export function readDraft(
  sheet: Sheet,
  draft: Draft,
  days: Days,
): { lines: LineAnswer[]; unread: Violation[] } {
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
        const at = readDay(part.day, days.zone);
        if (at === null && part.day !== "")
          unread.push({ code: "day-form", field: `${field}.parts.${index}.shipAt` });
        const isDated = part.answer !== "rejected";
        return {
          answer: part.answer,
          amount: readAmount(part.amount) ?? 0,
          shipAt: isDated && days.kind === "ship" ? at : null,
          deliverAt: isDated && days.kind === "delivery" ? at : null,
          reason: part.answer === "rejected" ? part.reason : null,
        };
      }),
    };
  });
  return { lines, unread };
}

/** Whole units, also in full-width digits; null for anything else. */
export function readAmount(text: string): number | null {
  const plain = text.normalize("NFKC").trim();
  return /^\d{1,8}$/.test(plain) ? Number(plain) : null;
}

function readCost(text: string): string | null {
  const plain = text.normalize("NFKC").trim();
  return /^\d{1,13}(\.\d{1,6})?$/.test(plain) ? plain : null;
}

/** The last second of a day: what is promised for today has not passed. */
function readDay(day: string, zone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) return null;
  return new Date(startOfDay(nextDay(day), zone).getTime() - 1000);
}

const sumOf = (parts: readonly { amount: number }[]) => parts.reduce((sum, part) => sum + part.amount, 0);

/** What of a line is not answered yet; negative when too much is. */
export function restOf(line: Pick<OrderedLine, "amount">, { parts }: DraftLine): number {
  return line.amount - parts.reduce((sum, part) => sum + (readAmount(part.amount) ?? 0), 0);
}

/** Gives the rest of a line one answer: added to a part that has it already, else as a part of its own. */
export function answerRest(line: OrderedLine, draft: DraftLine, answer: Answer): DraftLine {
  const rest = restOf(line, draft);
  if (rest <= 0) return draft;
  const same = draft.parts.find((part) => part.answer === answer);
  const parts = same
    ? draft.parts.map((part) =>
        part === same ? { ...part, amount: String((readAmount(part.amount) ?? 0) + rest) } : part,
      )
    : [...draft.parts, newPart(draft, answer, String(rest))];
  return { ...draft, parts: parts.filter((part) => part.amount.trim() !== "0") };
}

/** One answer for the whole line. */
export function answerWhole(line: OrderedLine, draft: DraftLine, answer: Answer): DraftLine {
  const [first] = draft.parts;
  const part = first ?? newPart(draft, answer, "");
  return { ...draft, parts: [{ ...part, answer, amount: String(line.amount), reason: null }] };
}

/** One more part, with what is still open. */
export function splitLine(line: OrderedLine, draft: DraftLine): DraftLine {
  const rest = restOf(line, draft);
  const answer: Answer = line.isBackorderAllowed ? "backordered" : "rejected";
  return { ...draft, parts: [...draft.parts, newPart(draft, answer, rest > 0 ? String(rest) : "")] };
}

const newPart = (draft: DraftLine, answer: Answer, amount: string): DraftPart => ({
  key: Math.max(-1, ...draft.parts.map((part) => part.key)) + 1,
  answer,
  amount,
  day: "",
  reason: null,
});

/**
 * A form over a PO that Amazon changed meanwhile: lines whose quantity, cost or standing answer is another now begin anew,
 * the others stay as they were typed.
 * @returns the form, and the lines that began anew
 */
export function rebase(
  draft: Draft,
  from: Sheet,
  to: Sheet,
  days: Days,
): { draft: Draft; renewed: string[] } {
  const fresh = draftOf(to, days);
  const renewed: string[] = [];
  const rebased = fresh.map((line) => {
    const typed = draft.find((one) => one.sequence === line.sequence);
    const before = from.lines.find((one) => one.sequence === line.sequence);
    const after = to.lines.find((one) => one.sequence === line.sequence);
    if (typed && before && after && JSON.stringify(before) === JSON.stringify(after)) return typed;
    renewed.push(line.sequence);
    return line;
  });
  return { draft: rebased, renewed };
}
