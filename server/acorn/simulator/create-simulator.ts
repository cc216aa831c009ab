import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { htmlAnswer, jsonAnswer } from "./answers";
import { createControl, type SimulatorControl } from "./control";
import { answerControl, type ControlCall } from "./control-endpoint";
import { argumentsText } from "./list-query";
import type { Outcome } from "./outcome";
import { route } from "./route";
import { resetConnection, sendAnswer, sendBroken } from "./send-answer";
import { createWorld, type World, type WorldOptions } from "./world";

export type SimulatorOptions = WorldOptions & {
  /** 0 or absent: a free one */
  port?: number | undefined;
};

export type Simulator = {
  url: string;
  port: number;
  control: SimulatorControl;
  /** ends every connection and frees the port; safe to call twice */
  stop(): Promise<void>;
  /** connections are refused (row F3) until listenAgain */
  refuseConnections(): Promise<void>;
  listenAgain(): Promise<void>;
};

/** Starts the simulator on loopback. Rejects when the port is busy. */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = createWorld(options);
  const control = createControl(world);
  const server = createServer((request, response) => {
    serve({ world, control }, request, response).catch((error: unknown) => failLoudly(response, error));
  });
  // A client may keep its connection as long as it likes: fewer races with a closing server.
  server.keepAliveTimeout = 65_000;
  await listen(server, options.port ?? 0);
  const port = portOf(server);
  const close = async () => {
    if (!server.listening) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    control,
    stop: close,
    refuseConnections: close,
    listenAgain: () => listen(server, port),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  // A listening TCP server has an AddressInfo; only pipes have a string.
  return (server.address() as AddressInfo).port;
}

/** A fault of the simulator itself must not look like one of Amazon's. */
function failLoudly(response: ServerResponse, error: unknown): void {
  // A client that hung up in the middle of its own request is no fault of ours.
  if (response.destroyed) return;
  console.error("simulator fault", error);
  if (response.headersSent) response.destroy();
  else response.writeHead(599, { "content-type": "text/plain" }).end("simulator fault");
}

type Shared = { world: World; control: SimulatorControl };

async function serve(
  { world, control }: Shared,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const exchange = { request, response };
  const url = new URL(request.url ?? "/", "http://simulator");
  const bytes = await readBody(request);
  if (bytes === null) return sendAnswer(exchange, jsonAnswer(413, { error: "body over 1 MB" }), false);
  if (url.pathname === "/health") return sendAnswer(exchange, jsonAnswer(200, { status: "ok" }), false);
  if (url.pathname.startsWith("/control/")) {
    return sendAnswer(
      exchange,
      answerControl(control, controlCall(request, url, bytes.toString("utf8"))),
      false,
    );
  }
  const outcome = route(world, { request, url, bytes });
  if (!outcome) return sendAnswer(exchange, htmlAnswer(404, "<p>Nothing is here."), false);
  deliver(world, { ...exchange, query: url.searchParams }, outcome);
}

function controlCall(request: IncomingMessage, url: URL, body: string): ControlCall {
  return {
    method: request.method ?? "GET",
    path: url.pathname.slice("/control/".length),
    query: url.searchParams,
    body,
    hasHeader: request.headers["x-simulator-control"] !== undefined,
    host: request.headers.host ?? "",
  };
}

type Answered = { request: IncomingMessage; response: ServerResponse; query: URLSearchParams };

/** Sends, breaks or withholds the answer, and writes the call into the ledger first: tests read it afterwards. */
function deliver(world: World, { query, ...exchange }: Answered, outcome: Outcome): void {
  const { operation, group, app, page, strike, result } = outcome;
  const requestId = randomUUID();
  const fault = strike?.fault ?? null;
  const isSilent = result.kind !== "answer" || fault === "reset-after";
  world.ledger.write({
    at: new Date(world.clock.now()).toISOString(),
    ms: world.monotonicMs(),
    operation,
    group,
    app,
    page,
    query: app !== null && operation !== "token" ? argumentsText(query) : null,
    fault,
    requestId,
    status: isSilent ? 0 : result.answer.status,
  });
  if (result.kind === "reset") resetConnection(exchange);
  if (result.kind !== "answer") return;
  const ids = { "x-amzn-RequestId": requestId, "x-amz-apigw-id": requestId.slice(0, 15) };
  const answer = { ...result.answer, headers: { ...result.answer.headers, ...ids } };
  if (fault && sendBroken(exchange, answer, fault)) return;
  sendAnswer(exchange, answer, world.switches.gzipAnswers);
}

const largestBody = 1_000_000;

/** null when it is over 1 MB; the rest is read and dropped, so that the answer can still be sent. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= largestBody) chunks.push(bytes);
  }
  return size > largestBody ? null : Buffer.concat(chunks);
}
