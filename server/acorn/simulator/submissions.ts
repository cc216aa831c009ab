import { createHash } from "node:crypto";
import { minute, second } from "./calendar";
import type { WireError } from "./wire-types";

/** One document as it arrived, and what becomes of it. */
export type Submission = {
  transactionId: string;
  operation: string;
  group: string;
  /** the business number in it: of the PO */
  number: string;
  /** simulated instant, milliseconds */
  at: number;
  /** exactly what came over the wire */
  bytes: Buffer;
  /** Failure shows from then on; null = it stays Processing, as an acknowledgement does for ever [D] */
  failsAt: number | null;
  errors: WireError[];
  /** what it did can be seen from then on; null = it never does anything */
  visibleAt: number | null;
};

export type Submissions = {
  add(submission: Omit<Submission, "transactionId">): Submission;
  find(transactionId: string): Submission | null;
  list(filter?: { operation?: string | undefined; group?: string | undefined }): Submission[];
  clear(): void;
};

/** Every document taken in, in order: the list that "sent exactly once" is judged by. */
export function createSubmissions(seed: number): Submissions {
  let all: Submission[] = [];
  let taken = 0;
  return {
    add: (given) => {
      taken += 1;
      const submission = { ...given, transactionId: guid(`${seed}|${given.group}|${taken}`) };
      all.push(submission);
      return submission;
    },
    find: (transactionId) => all.find((one) => one.transactionId === transactionId) ?? null,
    list: ({ operation, group } = {}) =>
      all.filter(
        (one) =>
          (operation === undefined || one.operation === operation) &&
          (group === undefined || one.group === group),
      ),
    clear: () => {
      all = [];
    },
  };
}

/** How long Amazon takes for what came at `at`: to show it 20 to 110 seconds, to refuse it 2 to 9 minutes [U]. */
export function delaysOf(seed: number, number: string, at: number): { showMs: number; failMs: number } {
  const bytes = createHash("sha256").update(`${seed}|${number}|${at}`).digest();
  return {
    showMs: (20 + (bytes.readUInt16BE(0) % 91)) * second,
    failMs: 2 * minute + (bytes.readUInt16BE(2) % 421) * second,
  };
}

function guid(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
