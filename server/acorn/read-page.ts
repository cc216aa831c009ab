import { z } from "zod";
import { sliceValue } from "@/server/acorn/json-slices";
import type { Original, Page, Unreadable } from "@/server/acorn/order-types";
import { createReading, type Drift, type Reading } from "@/server/acorn/reading";
import { sliceRecords } from "@/server/acorn/record-slices";
import type { AcornAnswer } from "@/server/acorn/transport";
import { AppError } from "@/server/platform/errors";

/** The shape of every list answer; what the records hold is read leniently, one by one. */
const envelope = z.looseObject({
  payload: z.looseObject({
    pagination: z.looseObject({ nextToken: z.string().nullish() }).nullish(),
  }),
});
const single = z.looseObject({ payload: z.looseObject({}) });

export type ReadRecord<T> = (value: unknown, reading: Reading) => T | null;

export type PageForm<T> = { operation: string; list: string; read: ReadRecord<T> };

/** Every record of the answer, readable or with its faults; ACORN_DRIFT when the answer is no page at all. */
export function readPage<T>(
  answer: AcornAnswer,
  form: PageForm<T>,
  onDrift: (drift: Drift) => void,
): Page<T> {
  const parsed = envelope.safeParse(answer.json);
  if (!parsed.success) throw notUnderstood(answer, parsed.error);
  const values = parsed.data.payload[form.list];
  const hasList = Array.isArray(values);
  if (!hasList && values !== undefined && values !== null) throw notUnderstood(answer);
  const list: readonly unknown[] = hasList ? values : [];
  const slices = sliceRecords(answer.bytes, ["payload", form.list], list, "purchaseOrderNumber") ?? [];
  if (list.length !== slices.length) throw notUnderstood(answer);
  const reading = createReading(form.operation);
  // An empty list may be left out [U].
  if (!hasList) reading.drift(form.list, values);
  for (const name of Object.keys(parsed.data.payload)) {
    if (name !== form.list && name !== "pagination") reading.drift(`payload.${name.slice(0, 60)}`, null);
  }
  const records: Original<T>[] = [];
  const unreadable: Unreadable[] = [];
  slices.forEach((bytes, index) => {
    const value = form.read(list[index], reading);
    const faults = reading.takeFaults();
    if (value !== null && faults.length === 0) records.push({ value, bytes });
    else unreadable.push({ bytes, faults });
  });
  for (const drift of reading.drifts()) onDrift(drift);
  const nextToken = parsed.data.payload.pagination?.nextToken;
  return { records, unreadable, nextToken: nextToken ? nextToken : null };
}

/** The one record of the answer; ACORN_DRIFT "unreadable-record" when it cannot be understood. */
export function readSingle<T>(
  answer: AcornAnswer,
  form: Omit<PageForm<T>, "list">,
  onDrift: (drift: Drift) => void,
): Original<T> {
  const parsed = single.safeParse(answer.json);
  if (!parsed.success) throw notUnderstood(answer, parsed.error);
  const reading = createReading(form.operation);
  const value = form.read(parsed.data.payload, reading);
  const faults = reading.takeFaults();
  for (const drift of reading.drifts()) onDrift(drift);
  if (value === null || faults.length > 0) {
    throw new AppError("ACORN_DRIFT", "record not understood", {
      reason: "unreadable-record",
      acornRequestId: answer.requestId ?? undefined,
      violations: faults.map(({ path, message }) => ({
        code: "unreadable",
        field: path,
        params: { message },
      })),
    });
  }
  const bytes = sliceValue(answer.bytes, ["payload"]);
  if (bytes === null) throw notUnderstood(answer);
  return { value, bytes };
}

function notUnderstood(answer: AcornAnswer, cause?: unknown): AppError {
  return new AppError("ACORN_DRIFT", "answer is no page", {
    reason: "envelope",
    acornRequestId: answer.requestId ?? undefined,
    cause,
  });
}
