import type { ServerResponse } from "node:http";
import { createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { usualLimits } from "@/server/acorn/exchange";
import { sendError, sendJson, startFaultServer } from "@/server/acorn/testing/fault-server";
import { sampleOrder, samplePage } from "@/server/acorn/testing/sample-order";
import { failureOf, march, ordersPath, startRig } from "@/server/acorn/testing/start-client";
import type { AcornRequest } from "@/server/acorn/transport";

const page = samplePage([sampleOrder(1)]);
const submission: AcornRequest = {
  operation: "submitAcknowledgement",
  method: "POST",
  path: "/vendor/orders/v1/acknowledgements",
  body: Buffer.from("{}"),
  bucket: { key: "ack", rate: 10, burst: 10 },
};

/** A loopback port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = await startFaultServer(() => undefined);
  await server.close();
  return Number(new URL(server.url).port);
}

describe("F3 nothing could be sent", () => {
  test.each([
    ["connection refused", async () => `http://127.0.0.1:${await closedPort()}`],
    ["an unknown host", async () => "http://nowhere.invalid"],
  ])("%s: five tries, for a GET and for a POST", async (_name, place) => {
    const api = await place();
    for (const method of ["GET", "POST"] as const) {
      await using rig = await startRig(() => undefined, { api });
      const error = await failureOf(rig.client.transport.call({ ...submission, method, body: undefined }));
      expect(error).toMatchObject({ code: "ACORN_DOWN", reason: "unreachable" });
      const attempts = rig.calls.filter((call) => call.operation === submission.operation);
      expect(attempts.map((call) => [call.attempt, call.status])).toEqual(
        [1, 2, 3, 4, 5].map((n) => [n, null]),
      );
    }
  });

  test("no TLS where TLS is asked for: five tries, nothing sent", async () => {
    const plain = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const address = plain.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await using rig = await startRig(() => undefined, { api: `https://127.0.0.1:${port}` });
    const error = await failureOf(rig.client.transport.call(submission));
    expect(error).toMatchObject({ code: "ACORN_DOWN", reason: "unreachable" });
    expect(rig.calls.filter((call) => call.operation === submission.operation)).toHaveLength(5);
    plain.close();
  });

  test("a server that comes back is found", async () => {
    await using rig = await startRig((seen, response, socket) => {
      if (seen.nth < 3) socket.destroy();
      else sendJson(response, 200, page);
    });
    expect((await rig.client.getPurchaseOrders(march)).records).toHaveLength(1);
  });
});

describe("F4 a POST whose fate is unclear is unknown and never sent again", () => {
  const unclear: [string, (response: ServerResponse, socket: Socket) => void][] = [
    ["reset after the body arrived", (_response, socket) => socket.resetAndDestroy()],
    ["closed without an answer", (_response, socket) => socket.destroy()],
    ["no answer in time", () => undefined],
    [
      "a body that stalls",
      (response) => response.writeHead(202, { "content-type": "application/json" }).write("{"),
    ],
    ["500", (response) => sendError(response, 500, "InternalFailure")],
    ["502", (response) => response.writeHead(502).end("<html>")],
    ["503", (response) => sendError(response, 503, "ServiceUnavailable")],
    ["504", (response) => response.writeHead(504).end()],
    ["202 with a body that is no JSON", (response) => sendJson(response, 202, "{")],
  ];
  test.each(unclear)("%s", async (_name, answer) => {
    await using rig = await startRig((_seen, response, socket) => answer(response, socket), {
      timeouts: { headersMs: 150, idleMs: 150 },
    });
    expect((await failureOf(rig.client.transport.call(submission))).code).toBe("ACORN_UNKNOWN");
    expect(rig.server.count(submission.path)).toBe(1);
  });

  test("an abort after it left is unknown too", async () => {
    const abort = new AbortController();
    await using rig = await startRig(() => abort.abort());
    const call = rig.client.transport.call({ ...submission, signal: abort.signal });
    expect((await failureOf(call)).code).toBe("ACORN_UNKNOWN");
  });

  test("refused before it was looked at, it goes again: 429 and an ended token", async () => {
    await using rig = await startRig((seen, response) => {
      if (seen.nth === 1) sendError(response, 429, "QuotaExceeded");
      else if (seen.nth === 2) sendError(response, 403, "Unauthorized");
      else sendJson(response, 202, { payload: { transactionId: "t-1" } });
    });
    const answer = await rig.client.transport.call(submission);
    expect(answer.json).toEqual({ payload: { transactionId: "t-1" } });
    expect(rig.server.count(submission.path)).toBe(3);
  });

  test("refused for what it says, it is rejected once", async () => {
    await using rig = await startRig((_seen, response) => sendError(response, 400, "InvalidInput"));
    expect((await failureOf(rig.client.transport.call(submission))).code).toBe("ACORN_REJECTED");
    expect(rig.server.count(submission.path)).toBe(1);
  });
});

describe("F5 a server that does not go on is given up, and its socket closed", () => {
  test("within 15 s to headers, 10 s idle, 60 s in all and 50 MB, unless told otherwise", () => {
    expect(usualLimits).toEqual({ headersMs: 15_000, idleMs: 10_000, totalMs: 60_000, maxBytes: 52_428_800 });
  });

  const trickle = (response: ServerResponse, everyMs: number) => {
    response.writeHead(200, { "content-type": "application/json" });
    const timer = setInterval(() => response.write(" "), everyMs);
    response.on("close", () => clearInterval(timer));
  };
  test.each<[string, (response: ServerResponse) => void, number]>([
    ["never answers: headers within 300 ms", () => undefined, 300],
    [
      "stalls in its body: idle 200 ms",
      (response) => response.writeHead(200, { "content-type": "application/json" }).write("{"),
      200,
    ],
    ["a byte at a time: 600 ms in all", (response) => trickle(response, 50), 600],
  ])("%s", async (_name, answer, expectedMs) => {
    await using rig = await startRig((_seen, response) => answer(response), {
      timeouts: { headersMs: 300, idleMs: 200, totalMs: 600 },
    });
    // The token first, so that the time is that of the call alone.
    const startMs = performance.now();
    const error = await failureOf(rig.client.getPurchaseOrders(march));
    const tookMs = performance.now() - startMs;
    expect(error).toMatchObject({ code: "ACORN_DOWN", reason: "timeout" });
    expect(tookMs).toBeGreaterThan(expectedMs - 20);
    expect(tookMs).toBeLessThan(expectedMs + 400);
    expect(rig.server.count(ordersPath)).toBe(1);
    await expect.poll(() => rig.server.openSockets()).toBeLessThanOrEqual(1);
  });

  test("five tries with their pauses end within the total", async () => {
    await using rig = await startRig((_seen, response) => sendError(response, 500, "InternalFailure"), {
      timeouts: { totalMs: 300 },
      backoff: { baseMs: 100_000, capMs: 100_000 },
    });
    const startMs = performance.now();
    const error = await failureOf(rig.client.getPurchaseOrders(march));
    expect(error.code).toBe("ACORN_DOWN");
    expect(error.retryAfterMs).toBeGreaterThan(0);
    expect(performance.now() - startMs).toBeLessThan(500);
  });

  test("an abort ends the call at once and closes the socket", async () => {
    const abort = new AbortController();
    await using rig = await startRig(() => abort.abort(new Error("shutting down")));
    const call = rig.client.getPurchaseOrders({ ...march, signal: abort.signal });
    await expect(call).rejects.toThrow("shutting down");
    await expect.poll(() => rig.server.openSockets()).toBeLessThanOrEqual(1);
  });
});
