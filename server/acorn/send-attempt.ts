import type { Dispatcher } from "undici";
import { judgeFault, judgeStatus, requestIdOf, type Verdict } from "@/server/acorn/answer-errors";
import { type AcornCall, redactRequest, redactResponse } from "@/server/acorn/calls";
import { decompress, type JsonBody, parseJson } from "@/server/acorn/decode-body";
import { ExchangeFault, exchange, type Incoming, type Outgoing } from "@/server/acorn/exchange";
import type { Clock } from "@/server/platform/clock";

/** One request as the layers above see it. */
export type Attempt = Outgoing & {
  operation: string;
  /** sending twice does no harm */
  isRepeatable: boolean;
  /** for the record: without query, and the query without the paging token */
  shownPath: string;
  shownQuery: string;
  attempt: number;
};

export type Outcome = {
  verdict: Verdict;
  status: number | null;
  headers: Incoming["headers"];
  requestId: string | null;
  /** only with a done verdict */
  body: JsonBody | null;
};

export type Wire = {
  dispatcher: Dispatcher;
  clock: Clock;
  onCall: (call: AcornCall) => void;
};

/** Sends once and reports it; resolves with a verdict whatever happens on the wire. */
export async function sendAttempt(wire: Wire, attempt: Attempt): Promise<Outcome> {
  const { clock } = wire;
  const startedAt = clock.now();
  const startedMs = clock.monotonicMs();
  let responseBytes = 0;
  let seen: Pick<Outcome, "status" | "headers"> = { status: null, headers: {} };
  let body: JsonBody | null = null;
  let verdict: Verdict;
  try {
    const incoming = await exchange(wire.dispatcher, attempt);
    responseBytes = incoming.body.length;
    seen = { status: incoming.status, headers: incoming.headers };
    const isGood = incoming.status >= 200 && incoming.status < 300;
    const plain = await decompress(incoming.body, incoming.headers, attempt.limits.maxBytes).catch(
      // A refusal is judged by its status even when its text cannot be read.
      (error: unknown) => {
        if (isGood) throw error;
        return Buffer.alloc(0);
      },
    );
    verdict = judgeStatus(attempt.isRepeatable, { ...incoming, body: plain });
    if (verdict.kind === "done") body = parseJson(plain, incoming.headers);
  } catch (fault) {
    if (fault instanceof ExchangeFault) {
      responseBytes = fault.receivedBytes;
      seen = { status: fault.status, headers: fault.headers };
    }
    verdict = judgeFault(attempt.isRepeatable, fault);
  }
  const requestId = requestIdOf(seen.headers);
  wire.onCall({
    operation: attempt.operation,
    method: attempt.method,
    path: attempt.shownPath,
    query: attempt.shownQuery,
    status: seen.status,
    startedAt,
    durationMs: Math.round(clock.monotonicMs() - startedMs),
    attempt: attempt.attempt,
    requestId,
    requestBytes: attempt.body?.length ?? 0,
    responseBytes,
    errorCode: verdict.kind === "done" ? null : verdict.error.code,
    headers: { request: redactRequest(attempt.headers), response: redactResponse(seen.headers) },
  });
  return { verdict, ...seen, requestId, body };
}
