import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";

export type Limits = {
  /** from the call until the answer's headers */
  headersMs: number;
  /** between two chunks of the body */
  idleMs: number;
  /** the whole call, its retries included */
  totalMs: number;
  /** of a body, as received and as decompressed */
  maxBytes: number;
};

export const usualLimits: Limits = {
  headersMs: 15_000,
  idleMs: 10_000,
  totalMs: 60_000,
  maxBytes: 50 * 1024 * 1024,
};

export type Outgoing = {
  origin: string;
  /** with query */
  path: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body: Uint8Array | null;
  limits: Limits;
  signal: AbortSignal | undefined;
};

export type Incoming = {
  status: number;
  headers: IncomingHttpHeaders;
  /** as on the wire, perhaps compressed */
  body: Buffer;
};

export type FaultKind = "network" | "timeout" | "too-large" | "aborted";

/** Why no whole answer arrived. `wasSent` false: not a byte of the request left, so a repeat is safe. */
export class ExchangeFault extends Error {
  readonly kind: FaultKind;
  readonly wasSent: boolean;
  /** bytes of the body read before the fault */
  readonly receivedBytes: number;
  readonly status: number | null;
  readonly headers: IncomingHttpHeaders;

  constructor(kind: FaultKind, message: string, seen: Seen, cause?: unknown) {
    super(message, { cause });
    this.name = "ExchangeFault";
    this.kind = kind;
    this.wasSent = seen.wasSent;
    this.receivedBytes = seen.received;
    this.status = seen.status;
    this.headers = seen.headers;
  }
}

type Seen = {
  wasSent: boolean;
  received: number;
  status: number | null;
  headers: IncomingHttpHeaders;
};

/**
 * One request and its whole answer, or an ExchangeFault; never half a body. Every fault destroys the socket. Own
 * timers, because undici's are coarse (about 500 ms) and know no total.
 */
export function exchange(dispatcher: Dispatcher, outgoing: Outgoing): Promise<Incoming> {
  return new Promise((resolve, reject) => {
    const { limits, signal } = outgoing;
    const seen: Seen = { wasSent: false, received: 0, status: null, headers: {} };
    const chunks: Buffer[] = [];
    let controller: Dispatcher.DispatchController | null = null;
    let isSettled = false;
    let idle: NodeJS.Timeout | null = null;
    const total = setTimeout(() => fail("timeout", "no whole answer in time"), limits.totalMs);
    const headers = setTimeout(() => fail("timeout", "no headers in time"), limits.headersMs);
    const onAbort = () => fail("aborted", "aborted", signal?.reason);

    function settle(): void {
      isSettled = true;
      clearTimeout(total);
      clearTimeout(headers);
      if (idle !== null) clearTimeout(idle);
      signal?.removeEventListener("abort", onAbort);
    }
    function fail(kind: FaultKind, message: string, cause?: unknown): void {
      if (isSettled) return;
      settle();
      const fault = new ExchangeFault(kind, message, seen, cause);
      controller?.abort(fault);
      reject(fault);
    }

    if (signal?.aborted) {
      onAbort();
      return;
    }
    signal?.addEventListener("abort", onAbort, { once: true });
    dispatcher.dispatch(requestOf(outgoing), {
      onRequestStart(started) {
        // A call that was given up while it waited for a socket must not leave after all.
        if (isSettled) {
          started.abort(new Error("given up"));
          return;
        }
        controller = started;
        seen.wasSent = true;
      },
      onResponseStart(_controller, status, received) {
        if (status < 200) return;
        seen.status = status;
        seen.headers = received;
        clearTimeout(headers);
        idle = setTimeout(() => fail("timeout", "body stalled"), limits.idleMs);
        if (Number(received["content-length"]) > limits.maxBytes) fail("too-large", "body too large");
      },
      onResponseData(_controller, chunk) {
        seen.received += chunk.length;
        if (seen.received > limits.maxBytes) {
          fail("too-large", "body too large");
          return;
        }
        idle?.refresh();
        chunks.push(chunk);
      },
      onResponseEnd() {
        if (isSettled) return;
        settle();
        const [only] = chunks;
        const body = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, seen.received);
        resolve({ status: seen.status ?? 0, headers: seen.headers, body });
      },
      onResponseError(_controller, error) {
        fail("network", "connection failed", error);
      },
    });
  });
}

function requestOf(outgoing: Outgoing): Dispatcher.DispatchOptions {
  return {
    origin: outgoing.origin,
    path: outgoing.path,
    method: outgoing.method,
    headers: outgoing.headers,
    body: outgoing.body,
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}
