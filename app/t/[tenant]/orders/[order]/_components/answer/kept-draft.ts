import { answers, reasons } from "@/server/modules/acknowledgements/rules";
import { units } from "@/server/modules/acknowledgements/unit-rules";
import type { Draft, DraftLine, DraftPart, Marks } from "./answer-draft";

/** What a change by Amazon did to a draft: lines that began anew, and what was typed that fits no more. */
export type Change = { renewed: readonly string[]; lost: Draft };

/** Typed lines of an answer, with all that tells whether they still fit. */
export type Kept = {
  at: number;
  /** the document that was the last one: another means that this draft has been sent */
  after: string | null;
  version: number;
  marks: Marks;
  typed: Draft;
  changed: Change | null;
};
type Place = { person: string; tenant: string; order: string };

// the number grows with the form of what is kept: an older one is not read
const prefix = "oakline.answer.1.";
const keptMs = 14 * 86_400_000;
const keyOf = ({ person, tenant, order }: Place) => `${prefix}${[person, tenant, order].join(" ")}`;

/** The draft that this person left in this browser; null where there is none that can be read. */
export function readKept(place: Place): Kept | null {
  return parse(open()?.getItem(keyOf(place)) ?? null);
}

/** @returns whether the browser keeps it: it may be full, or forbid it */
export function writeKept(place: Place, kept: Kept): boolean {
  const storage = open();
  if (!storage) return false;
  dropOld(storage, kept.at);
  try {
    storage.setItem(keyOf(place), JSON.stringify(kept));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

export function dropKept(place: Place): void {
  open()?.removeItem(keyOf(place));
}

/** Reading the property alone throws where a browser forbids sites to keep anything. */
function open(): Storage | null {
  try {
    return window.localStorage;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** Whoever left a draft long ago does not come back for it. */
function dropOld(storage: Storage, now: number): void {
  for (const key of Object.keys(storage))
    if (key.startsWith(prefix) && now - (parse(storage.getItem(key))?.at ?? 0) > keptMs)
      storage.removeItem(key);
}

function parse(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isKept(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isKept(value: unknown): value is Kept {
  return (
    isRecord(value) &&
    typeof value.at === "number" &&
    (value.after === null || typeof value.after === "string") &&
    typeof value.version === "number" &&
    isRecord(value.marks) &&
    isDraft(value.typed) &&
    (value.changed === null ||
      (isRecord(value.changed) && Array.isArray(value.changed.renewed) && isDraft(value.changed.lost)))
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const isDraft = (value: unknown): value is Draft => Array.isArray(value) && value.every(isLine);
const isLine = (value: unknown): value is DraftLine =>
  isRecord(value) &&
  typeof value.sequence === "string" &&
  typeof value.cost === "string" &&
  Array.isArray(value.parts) &&
  value.parts.every(isPart);
const isPart = (value: unknown): value is DraftPart =>
  isRecord(value) &&
  typeof value.key === "number" &&
  answers.some((one) => one === value.answer) &&
  typeof value.amount === "string" &&
  units.some((one) => one === value.unit) &&
  typeof value.day === "string" &&
  (value.reason === null || reasons.some((one) => one === value.reason));
