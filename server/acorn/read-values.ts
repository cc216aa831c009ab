import type { Window, Word } from "@/server/acorn/order-types";
import type { Reading } from "@/server/acorn/reading";
import { type DecimalText, parseDecimal } from "@/server/platform/money";

const instantShape = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i;
const zoneShape = /(?:Z|[+-]\d\d:?\d\d)$/i;
/** How Amazon writes nearly all of them; the engine's own parser takes five times as long. */
const usualShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;

/** The years of four digits: what lies outside is no instant of a database. */
const firstMs = Date.parse("0001-01-01T00:00:00Z");
const lastMs = Date.parse("9999-12-31T23:59:59.999Z");

/** ISO 8601; without a zone it is UTC (Amazon leaves it out at times [D]). Null when it is no instant. */
export function parseInstant(text: string): Date | null {
  if (usualShape.test(text)) return parseUsual(text);
  if (!instantShape.test(text)) return null;
  const ms = Date.parse(text.length === 10 || zoneShape.test(text.slice(10)) ? text : `${text}Z`);
  return ms >= firstMs && ms <= lastMs ? new Date(ms) : null;
}

function parseUsual(text: string): Date | null {
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return null;
  const millisecond = text.length === 24 ? digits(text, 20, 3) : 0;
  const year = digits(text, 0, 4);
  return year < 100 ? null : new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
}

function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) value = value * 10 + text.charCodeAt(i) - 0x30;
  return value;
}

/** An optional text; another type is drift and counts as absent. */
export function readText(value: unknown, path: string, reading: Reading): string | null {
  if (typeof value === "string") return value === "" ? null : value;
  if (value === undefined || value === null) return null;
  reading.drift(path, value);
  return typeof value === "number" ? String(value) : null;
}

/** An optional instant; what cannot be read is drift and counts as absent. */
export function readInstant(value: unknown, path: string, reading: Reading): Date | null {
  if (value === undefined || value === null || value === "") return null;
  const instant = typeof value === "string" ? parseInstant(value) : null;
  if (instant === null) reading.drift(path, value);
  return instant;
}

/** `start--end` [M]; null, and drift, when either end cannot be read. */
export function readWindow(value: unknown, path: string, reading: Reading): Window | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string") {
    const gap = value.indexOf("--");
    const startAt = gap < 0 ? null : parseInstant(value.slice(0, gap));
    const endAt = gap < 0 ? null : parseInstant(value.slice(gap + 2));
    if (startAt !== null && endAt !== null) return { startAt, endAt };
  }
  reading.drift(path, value);
  return null;
}

/** Amazon's words → ours. */
export type Words<Known extends string> = Readonly<Record<string, Known>>;

/** Our word; Amazon's own text, counted as drift, when we do not know it; null when absent. */
export function readWord<Known extends string>(
  value: unknown,
  words: Words<Known>,
  path: string,
  reading: Reading,
): Word<Known> | null {
  if (typeof value === "string" && Object.hasOwn(words, value)) return words[value] ?? null;
  if (value === undefined || value === null || value === "") return null;
  reading.drift(path, value);
  return typeof value === "string" ? value.slice(0, 100) : null;
}

const plainDecimal = /^-?(?:0|[1-9]\d{0,12})(?:\.\d+)?$/;

/** parseDecimal of the same text, ten times as fast for the form that Amazon sends. */
export function readDecimal(text: string): DecimalText | null {
  if (text.length > 40 || !plainDecimal.test(text)) return parseDecimal(text);
  if (!text.includes(".")) return text === "-0" ? "0" : text;
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0x30) end -= 1;
  if (text.charCodeAt(end - 1) === 0x2e) end -= 1;
  const trimmed = text.slice(0, end);
  return trimmed === "-0" ? "0" : trimmed;
}
