import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import type { Answer } from "./answers";
import type { FaultName } from "./fault-table";

type Exchange = { request: IncomingMessage; response: ServerResponse };
const mebibyte = 1024 * 1024;

/** Sends the answer whole. */
export function sendAnswer({ request, response }: Exchange, answer: Answer, mayZip: boolean): void {
  const accepts = String(request.headers["accept-encoding"] ?? "").includes("gzip");
  const body = Buffer.from(answer.body);
  const zipped = mayZip && accepts && body.length > 512;
  const bytes = zipped ? gzipSync(body) : body;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(zipped ? { "content-encoding": "gzip" } : {}),
    "content-length": bytes.length,
  });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** Sends the answer broken the way the fault says. @returns false when the fault does not concern sending. */
export function sendBroken(exchange: Exchange, answer: Answer, fault: FaultName): boolean {
  const send = senders[fault];
  if (!send) return false;
  send(exchange, { ...answer, bytes: Buffer.from(answer.body) });
  return true;
}

/** An RST: the peer sees ECONNRESET, not an orderly end. */
export function resetConnection({ request }: Exchange): void {
  request.socket.resetAndDestroy();
}

type Sender = (exchange: Exchange, answer: Answer & { bytes: Buffer }) => void;

const senders: Partial<Record<FaultName, Sender>> = {
  "reset-after": (exchange) => resetConnection(exchange),
  "slow-body": ({ response }, { status, headers, bytes }) => {
    response.writeHead(status, { ...headers, "content-length": bytes.length });
    response.flushHeaders();
    let sent = 0;
    const timer = setInterval(() => {
      response.write(bytes.subarray(sent, sent + 1));
      sent++;
      if (sent < bytes.length) return;
      clearInterval(timer);
      response.end();
    }, 1_000);
    response.on("close", () => clearInterval(timer));
  },
  "stalled-body": ({ response }, { status, headers, bytes }) => {
    response.writeHead(status, { ...headers, "content-length": bytes.length });
    response.write(bytes.subarray(0, bytes.length >> 1));
  },
  "cut-body": ({ response }, { status, headers, bytes }) => {
    response.writeHead(status, { ...headers, "content-length": bytes.length });
    response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  },
  "cut-gzip": ({ response }, { status, headers, bytes }) => {
    const whole = gzipSync(bytes);
    const half = whole.subarray(0, whole.length >> 1);
    response.writeHead(status, { ...headers, "content-encoding": "gzip", "content-length": half.length });
    response.end(half);
  },
  "malformed-json": ({ response }, { headers, body }) => {
    const text = `${body.slice(0, -2)},,`;
    response.writeHead(200, { ...headers, "content-length": Buffer.byteLength(text) });
    response.end(text);
  },
  "wrong-content-type": ({ response }, { headers }) => {
    const text = "<!doctype html><title>Please sign in</title><p>Please sign in.";
    const type = "text/html; charset=utf-8";
    response.writeHead(200, { ...headers, "content-type": type, "content-length": text.length });
    response.end(text);
  },
  "huge-body": ({ response }, { headers }) => {
    response.writeHead(200, headers);
    pipeline(Readable.from(hugeJson()), response).catch(() => response.destroy());
  },
  "split-character": ({ response }, { status, headers, bytes }) => {
    response.writeHead(status, { ...headers, "content-length": bytes.length });
    void writeSplit(response, bytes);
  },
};

/** Valid JSON of 51 MiB: one field of padding. */
function* hugeJson(): Generator<string> {
  yield '{"payload":{"padding":"';
  for (let i = 0; i < 51; i++) yield "x".repeat(mebibyte);
  yield '","orders":[]}}';
}

/** Cuts inside every one of the first multi-byte characters; each chunk leaves on its own. */
async function writeSplit(response: ServerResponse, bytes: Buffer): Promise<void> {
  let from = 0;
  for (const cut of cutsInside(bytes)) {
    await new Promise<void>((resolve) => response.write(bytes.subarray(from, cut), () => resolve()));
    // A turn of the event loop, so that the kernel sends the chunk before the next is written.
    await new Promise((resolve) => setTimeout(resolve, 5));
    from = cut;
  }
  response.end(bytes.subarray(from));
}

function cutsInside(bytes: Buffer): number[] {
  const cuts: number[] = [];
  for (let i = 1; i < bytes.length && cuts.length < 20; i++) {
    const isContinuation = ((bytes[i] ?? 0) & 0xc0) === 0x80;
    if (isContinuation) cuts.push(i);
  }
  return cuts;
}
