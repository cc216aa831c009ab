import { invalid, type Violation } from "@/server/platform/errors";

/** Amazon takes at most seven days per request [M]. */
export const maxRangeMs = 7 * 86_400_000;

export type Range = { from: Date; to: Date };

/** Adds `…After` and `…Before`; INVALID when the range is empty or wider than seven days. */
export function setRange(query: URLSearchParams, name: string, range: Range | undefined): void {
  if (range === undefined) return;
  const ms = range.to.getTime() - range.from.getTime();
  const faults: Violation[] = [];
  if (!(ms > 0)) faults.push({ code: "range-empty", field: name });
  if (ms > maxRangeMs) faults.push({ code: "range-too-wide", field: name, params: { maxDays: 7 } });
  if (faults.length > 0) throw invalid(faults);
  query.set(`${name}After`, range.from.toISOString());
  query.set(`${name}Before`, range.to.toISOString());
}
