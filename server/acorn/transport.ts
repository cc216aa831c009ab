import type { AccessTokens } from "@/server/acorn/access-token";
import { type Backoff, jitteredMs } from "@/server/acorn/backoff";
import type { Circuit } from "@/server/acorn/circuit";
import type { JsonBody } from "@/server/acorn/decode-body";
import type { Limits } from "@/server/acorn/exchange";
import type { Bucket, Limiter } from "@/server/acorn/limiter";
import { parseRetryAfter } from "@/server/acorn/retry-after";
import { type Outcome, sendAttempt, type Wire } from "@/server/acorn/send-attempt";
import { AppError } from "@/server/platform/errors";

export type TransportContext = Wire & {
  /** of the region */
  origin: string;
  /** what stands before Amazon's paths when another server stands in for it; empty at Amazon */
  basePath: string;
  tokens: AccessTokens;
  limiter: Limiter;
  circuit: Circuit;
  userAgent: string;
  limits: Limits;
  /** attempts of one call, throttled ones included */
  tries: number;
  backoff: Backoff;
  random: () => number;
};

export type AcornRequest = {
  operation: string;
  method: "GET" | "POST";
  path: string;
  query?: URLSearchParams;
  /** JSON bytes exactly as they shall arrive */
  body?: Uint8Array;
  bucket: Bucket;
  signal?: AbortSignal | undefined;
};

export type AcornAnswer = JsonBody & { status: number; requestId: string | null };

export type Transport = {
  /**
   * One call with its tries. A GET is repeated after 429, 5xx and lost connections; a POST only where it surely was not
   * processed (429, 401, 403, nothing sent), else ACORN_UNKNOWN. Rejects with the signal's reason when that fires
   * before a POST has left.
   */
  call(request: AcornRequest): Promise<AcornAnswer>;
};

type CallState = {
  attempt: number;
  /** monotonic; set when the first attempt starts, so that waiting for our own limiter does not count */
  deadlineMs: number | null;
  hasRenewed: boolean;
  lastError: AppError | null;
};

export function createTransport(context: TransportContext): Transport {
  /** operation → the fresh token that was refused too: a missing role, which no renewal mends */
  const refused = new Map<string, string>();

  async function attemptOnce(request: AcornRequest, state: CallState): Promise<[Outcome, string]> {
    const { tokens, limiter, limits, clock } = context;
    // The token first: calls that waited for it after their place would leave all at once and overrun the bucket.
    await orAborted(tokens.get(), request.signal);
    await limiter.take(request.bucket, request.signal);
    const token = await orAborted(tokens.get(), request.signal);
    const nowMs = clock.monotonicMs();
    state.deadlineMs ??= nowMs + limits.totalMs;
    if (nowMs >= state.deadlineMs && state.lastError !== null) throw state.lastError;
    state.attempt += 1;
    const query = request.query?.toString() ?? "";
    const totalMs = Math.max(1, state.deadlineMs - nowMs);
    const outcome = await sendAttempt(context, {
      operation: request.operation,
      isRepeatable: request.method === "GET",
      shownPath: request.path,
      shownQuery: query.replace(/(^|&)nextToken=[^&]*/, "$1nextToken="),
      attempt: state.attempt,
      origin: context.origin,
      path: `${context.basePath}${request.path}${query === "" ? "" : `?${query}`}`,
      method: request.method,
      headers: headersOf(context.userAgent, token, request),
      body: request.body ?? null,
      limits: { ...limits, totalMs, headersMs: Math.min(limits.headersMs, totalMs) },
      signal: request.signal,
    });
    return [outcome, token];
  }

  /** Resolves when the call may be tried again, rejects with the error it ends with. */
  async function recover(
    outcome: Outcome,
    token: string,
    request: AcornRequest,
    state: CallState,
  ): Promise<void> {
    const { verdict } = outcome;
    if (verdict.kind === "done") return;
    if (verdict.kind === "failed") throw verdict.error;
    state.lastError = verdict.error;
    if (verdict.kind === "denied") {
      if (state.hasRenewed) refused.set(request.operation, token);
      if (state.hasRenewed || refused.get(request.operation) === token) throw verdict.error;
      state.hasRenewed = true;
      await orAborted(context.tokens.renew(token), request.signal);
      return;
    }
    const isThrottled = verdict.kind === "throttled";
    const waitMs = isThrottled ? throttleMs(outcome, request, state) : pauseMs(outcome, state);
    if (isThrottled) await context.limiter.hold(request.bucket.key, waitMs);
    const leftMs = (state.deadlineMs ?? 0) - context.clock.monotonicMs();
    if (state.attempt >= context.tries || waitMs >= leftMs) throw withRetryAfter(verdict.error, waitMs);
    if (!isThrottled) await context.clock.sleep(Math.ceil(waitMs), request.signal);
  }

  /** At least one interval of the bucket, doubling, with jitter so that many callers do not come back together. */
  function throttleMs(outcome: Outcome, request: AcornRequest, state: CallState): number {
    const intervalMs = 1000 / request.bucket.rate;
    const own = intervalMs * 2 ** (state.attempt - 1) * (1 + context.random() * 0.5);
    const asked = parseRetryAfter(outcome.headers["retry-after"], context.clock.now());
    return asked === null ? own : asked + context.random() * intervalMs;
  }

  function pauseMs(outcome: Outcome, state: CallState): number {
    const own = jitteredMs(state.attempt, context.backoff, context.random);
    return Math.max(own, parseRetryAfter(outcome.headers["retry-after"], context.clock.now()) ?? 0);
  }

  async function callThrough(request: AcornRequest): Promise<AcornAnswer> {
    const state: CallState = { attempt: 0, deadlineMs: null, hasRenewed: false, lastError: null };
    for (;;) {
      const [outcome, token] = await attemptOnce(request, state);
      const rate = Number(outcome.headers["x-amzn-ratelimit-limit"]);
      if (rate > 0) await context.limiter.learn(request.bucket.key, rate);
      if (outcome.verdict.kind === "done" && outcome.body !== null) {
        return { ...outcome.body, status: outcome.status ?? 0, requestId: outcome.requestId };
      }
      if (request.signal?.aborted && !isUnknown(outcome)) throw request.signal.reason;
      await recover(outcome, token, request, state);
    }
  }

  return {
    async call(request) {
      const { circuit } = context;
      circuit.enter();
      try {
        const answer = await callThrough(request);
        circuit.succeed();
        return answer;
      } catch (error) {
        tellCircuit(circuit, error);
        throw error;
      }
    },
  };
}

/** The shared search goes on for the others. */
function orAborted<T>(search: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return search;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    search.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

function isUnknown(outcome: Outcome): boolean {
  return outcome.verdict.kind === "failed" && outcome.verdict.error.code === "ACORN_UNKNOWN";
}

/** Only what says that Amazon or our credentials are sick opens the circuit; a refusal is a healthy answer. */
function tellCircuit(circuit: Circuit, error: unknown): void {
  const { code, reason } = error instanceof AppError ? error : { code: null, reason: undefined };
  if (error instanceof AppError && reason === "grant-revoked") circuit.revoke(error);
  else if (code === "ACORN_DOWN" || code === "ACORN_UNKNOWN") circuit.fail();
  else if (code === "ACORN_AUTH" && reason !== "access-denied") circuit.fail();
  else if (code === null || code === "ACORN_RATE_LIMITED") circuit.leave();
  else circuit.succeed();
}

function headersOf(userAgent: string, token: string, request: AcornRequest): Record<string, string> {
  const headers: Record<string, string> = {
    accept: "application/json",
    "accept-encoding": "gzip, br",
    "user-agent": userAgent,
    "x-amz-access-token": token,
  };
  if (request.body !== undefined) headers["content-type"] = "application/json";
  return headers;
}

function withRetryAfter(error: AppError, waitMs: number): AppError {
  return new AppError(error.code, error.message, {
    reason: error.reason,
    reasons: error.reasons,
    acornRequestId: error.acornRequestId,
    retryAfterMs: Math.ceil(waitMs),
    cause: error,
  });
}
