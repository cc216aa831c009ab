import { day, parseInstant, sixMonthsBefore } from "./calendar";
import type { Switches } from "./switches";

/** Half-open unless boundsExclusive. */
export type Span = { from: number; to: number };
type Read<T> = { ok: true; value: T } | { ok: false; details: string };
type SpanRules = { now: number; switches: Switches };

/** The widest range of a list [M]. */
const widest = 7 * day;

export function ok<T>(value: T): Read<T> {
  return { ok: true, value };
}
export function bad(details: string): { ok: false; details: string } {
  return { ok: false, details };
}

/** Reads `<name>After` and `<name>Before`: null when neither is given. */
export function readSpan(
  query: URLSearchParams,
  name: string,
  { now, switches }: SpanRules,
): Read<Span | null> {
  const after = readInstant(query, `${name}After`);
  const before = readInstant(query, `${name}Before`);
  if (!after.ok) return after;
  if (!before.ok) return before;
  if (after.value === null && before.value === null) return ok(null);
  const openFrom = (before.value ?? now) - widest;
  const openTo = Math.max(now + 1, after.value ?? now);
  const from = after.value ?? openFrom;
  const to = before.value ?? Math.min(openTo, from + widest);
  if (from > to) return bad(`${name}After lies behind ${name}Before`);
  if (to - from > widest) return bad(`${name}After and ${name}Before are over 7 days apart`);
  if (before.value === null && switches.openWindowRefused && openTo - from > widest)
    return bad(`${name}After is over 7 days ago and ${name}Before is missing`);
  if (switches.beforeSixMonthsRefused && from < sixMonthsBefore(now))
    return bad(`${name}After is over six months ago`);
  return ok({ from: switches.boundsExclusive ? from + 1 : from, to });
}

function readInstant(query: URLSearchParams, name: string): Read<number | null> {
  const text = query.get(name);
  if (text === null) return ok(null);
  const at = parseInstant(text);
  return at === null ? bad(`${name} is no ISO 8601 date-time`) : ok(at);
}

/** 1 to 100, default 100 [M]. */
export function readLimit(query: URLSearchParams): Read<number> {
  const text = query.get("limit");
  if (text === null) return ok(100);
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= 100 ? ok(limit) : bad("limit is a whole number from 1 to 100");
}

export function readFlag(query: URLSearchParams, name: string, fallback: boolean): Read<boolean> {
  const text = query.get(name);
  if (text === null) return ok(fallback);
  return text === "true" || text === "false" ? ok(text === "true") : bad(`${name} is true or false`);
}

/** One of the model's words, exactly as written there, or null when not given. */
export function readWord<W extends string>(
  query: URLSearchParams,
  name: string,
  words: readonly W[],
): Read<W | null> {
  const text = query.get(name);
  if (text === null) return ok(null);
  const word = words.find((one) => one === text);
  return word === undefined ? bad(`${name} is one of ${words.join(", ")}`) : ok(word);
}

/** The arguments that a nextToken is bound to, in one order. */
export function argumentsText(query: URLSearchParams): string {
  const entries = [...query].filter(([name]) => name !== "nextToken");
  return entries
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join("&");
}
