import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { pages } from "@/server/acorn/pages";
import { sendError, sendJson } from "@/server/acorn/testing/fault-server";
import { sampleOrder, samplePage } from "@/server/acorn/testing/sample-order";
import { failureOf, march, ordersPath, startRig } from "@/server/acorn/testing/start-client";

const page = JSON.stringify(samplePage([sampleOrder(1), sampleOrder(2)]));
const json = { "content-type": "application/json" };

describe("F2 a GET outlasts a server that is down for a while", () => {
  const downs: [string, (response: ServerResponse) => void][] = [
    ["500", (response) => sendError(response, 500, "InternalFailure")],
    [
      "502 with a page of HTML",
      (response) => response.writeHead(502, { "content-type": "text/html" }).end("<html>"),
    ],
    ["503", (response) => sendError(response, 503, "ServiceUnavailable")],
    ["504 without a body", (response) => response.writeHead(504).end()],
  ];

  test.each(downs)("%s twice, then the page", async (_name, answerDown) => {
    await using rig = await startRig((seen, response) =>
      seen.nth <= 2 ? answerDown(response) : sendJson(response, 200, page),
    );
    const found = await rig.client.getPurchaseOrders(march);
    expect(found.records).toHaveLength(2);
    expect(
      rig.calls.filter((call) => call.operation === "getPurchaseOrders").map((call) => call.attempt),
    ).toEqual([1, 2, 3]);
  });

  test.each(downs)("%s for ever ends after five tries", async (_name, answerDown) => {
    await using rig = await startRig((_seen, response) => answerDown(response));
    const error = await failureOf(rig.client.getPurchaseOrders(march));
    expect(error.code).toBe("ACORN_DOWN");
    expect(rig.server.count(ordersPath)).toBe(5);
  });

  test("fails page three of five without handing out half of it, and says so", async () => {
    await using rig = await startRig((seen, response) => {
      const token = seen.url.searchParams.get("nextToken");
      if (token === "t2") sendError(response, 500, "InternalFailure");
      else sendJson(response, 200, samplePage([sampleOrder(1)], token === "t1" ? "t2" : "t1"));
    });
    let whole = 0;
    const read = async () => {
      const all = pages((nextToken) => rig.client.getPurchaseOrders({ ...march, nextToken }));
      for await (const found of all) whole += found.records.length;
    };
    expect((await failureOf(read())).code).toBe("ACORN_DOWN");
    expect(whole).toBe(2);
  });
});

describe("what Amazon refuses is not repeated", () => {
  test.each([
    [400, "InvalidInput", "ACORN_REJECTED"],
    [404, "ResourceNotFound", "NOT_FOUND"],
    [413, "RequestEntityTooLarge", "ACORN_REJECTED"],
    [415, "UnsupportedMediaType", "ACORN_REJECTED"],
    [302, "Found", "ACORN_DRIFT"],
  ])("%i %s is %s with Amazon's reasons and request id", async (status, code, expected) => {
    await using rig = await startRig((_seen, response) =>
      sendError(response, status, code, { "x-amzn-RequestId": "req-1" }),
    );
    const error = await failureOf(rig.client.getPurchaseOrder("ABCD1234"));
    expect(error).toMatchObject({ code: expected, acornRequestId: "req-1" });
    expect(error.reasons).toEqual([{ code, message: "refused" }]);
    expect(rig.server.seen.filter((seen) => seen.method === "GET")).toHaveLength(1);
  });
});

describe("F6 a damaged body is a typed error, never a partial page", () => {
  type Damage = [
    name: string,
    answer: (response: ServerResponse, socket: Socket) => void,
    code: string,
    reason: string,
    tries: number,
  ];
  const damages: Damage[] = [
    [
      "cut half way",
      (response, socket) => {
        response.writeHead(200, { ...json, "content-length": page.length });
        response.write(page.slice(0, page.length / 2), () => socket.destroy());
      },
      "ACORN_DOWN",
      "connection-lost",
      5,
    ],
    [
      "cut without a length",
      (response, socket) => {
        socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n");
        socket.end(page.slice(0, page.length / 2));
        response.destroy();
      },
      "ACORN_DRIFT",
      "body-malformed",
      1,
    ],
    [
      "a cut gzip stream",
      (response) => {
        const packed = gzipSync(page);
        response.writeHead(200, { ...json, "content-encoding": "gzip" });
        response.end(packed.subarray(0, packed.length - 20));
      },
      "ACORN_DOWN",
      "body-cut",
      5,
    ],
    [
      "a cut brotli stream",
      (response) => {
        const packed = brotliCompressSync(page);
        response.writeHead(200, { ...json, "content-encoding": "br" });
        response.end(packed.subarray(0, packed.length - 20));
      },
      "ACORN_DOWN",
      "body-cut",
      5,
    ],
    [
      "malformed JSON",
      (response) => sendJson(response, 200, `${page.slice(0, -1)}]`),
      "ACORN_DRIFT",
      "body-malformed",
      1,
    ],
    [
      "HTML with status 200",
      (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html></html>"),
      "ACORN_DRIFT",
      "body-content-type",
      1,
    ],
    [
      "no content type",
      (response) => response.writeHead(200).end(page),
      "ACORN_DRIFT",
      "body-content-type",
      1,
    ],
    [
      "invalid UTF-8",
      (response) => response.writeHead(200, json).end(Buffer.from([0x22, 0xc3, 0x28, 0x22])),
      "ACORN_DRIFT",
      "body-charset",
      1,
    ],
    [
      "more than the cap, told by its length",
      (response) => response.writeHead(200, { ...json, "content-length": 200_001 }).write("{"),
      "ACORN_DRIFT",
      "body-too-large",
      1,
    ],
    [
      "more than the cap, length unknown",
      (response) => response.writeHead(200, json).end(" ".repeat(200_001)),
      "ACORN_DRIFT",
      "body-too-large",
      1,
    ],
    [
      "more than the cap once unpacked",
      (response) =>
        response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(gzipSync(" ".repeat(200_001))),
      "ACORN_DRIFT",
      "body-too-large",
      1,
    ],
    ["an answer that is no page", (response) => sendJson(response, 200, []), "ACORN_DRIFT", "envelope", 1],
    [
      "a list that is none",
      (response) => sendJson(response, 200, { payload: { orders: { a: 1 } } }),
      "ACORN_DRIFT",
      "envelope",
      1,
    ],
  ];

  test.each(damages)("%s", async (_name, answer, code, reason, tries) => {
    await using rig = await startRig((_seen, response, socket) => answer(response, socket), {
      timeouts: { maxBytes: 200_000 },
    });
    const error = await failureOf(rig.client.getPurchaseOrders(march));
    expect(error).toMatchObject({ code, reason });
    expect(rig.server.count(ordersPath)).toBe(tries);
  });

  test.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
  ])("%s is unpacked", async (encoding, pack) => {
    await using rig = await startRig((_seen, response) => {
      response.writeHead(200, { ...json, "content-encoding": encoding }).end(pack(page));
    });
    expect((await rig.client.getPurchaseOrders(march)).records).toHaveLength(2);
  });

  test("characters split over chunks stay whole: every byte on its own", async () => {
    const bytes = Buffer.from(page);
    await using rig = await startRig((_seen, response, socket) => {
      socket.setNoDelay(true);
      response.writeHead(200, { ...json, "content-length": bytes.length });
      let at = 0;
      const next = () => {
        if (at === bytes.length) return response.end();
        response.write(bytes.subarray(at, ++at), () => setImmediate(next));
      };
      next();
    });
    const { records } = await rig.client.getPurchaseOrders(march);
    expect(records[0]?.value.shipTo?.name).toBe("Köln Großhandel GmbH");
    expect(Buffer.from(records[0]?.bytes ?? []).toString()).toBe(JSON.stringify(sampleOrder(1)));
  });
});

describe("F7 paging that goes wrong", () => {
  const numbers = async (rig: Awaited<ReturnType<typeof startRig>>) => {
    const found: string[] = [];
    for await (const one of pages((nextToken) => rig.client.getPurchaseOrders({ ...march, nextToken }))) {
      found.push(...one.records.map((record) => record.value.number));
    }
    return found;
  };

  test("a token that comes back is found at its first repeat", async () => {
    const after: Record<string, string> = { "": "a", a: "b", b: "a" };
    await using rig = await startRig((seen, response) => {
      const token = seen.url.searchParams.get("nextToken") ?? "";
      sendJson(response, 200, samplePage([sampleOrder(1)], after[token]));
    });
    expect(await failureOf(numbers(rig))).toMatchObject({ code: "ACORN_DRIFT", reason: "token-loop" });
    expect(rig.server.count(ordersPath)).toBe(3);
  });

  test("an empty page with a token is no end, and a page that comes twice adds no order", async () => {
    const answers: Record<string, [number[], string?]> = {
      "": [[1, 2], "a"],
      a: [[], "b"],
      b: [[1, 2], "c"],
      c: [[3]],
    };
    await using rig = await startRig((seen, response) => {
      const [orders, next] = answers[seen.url.searchParams.get("nextToken") ?? ""] ?? [[]];
      const body = samplePage(
        orders.map((index) => sampleOrder(index)),
        next,
      );
      sendJson(response, 200, body);
    });
    const found = await numbers(rig);
    expect([...new Set(found)]).toEqual(["P0000001", "P0000002", "P0000003"]);
    expect(rig.server.count(ordersPath)).toBe(4);
  });

  test("stops at 10,000 pages", async () => {
    let asked = 0;
    const read = async () => {
      const endless = pages(async () => ({ records: [], unreadable: [], nextToken: String(++asked) }));
      for await (const one of endless) expect(one.records).toEqual([]);
    };
    expect(await failureOf(read())).toMatchObject({ code: "ACORN_DRIFT", reason: "too-many-pages" });
    expect(asked).toBe(10_000);
  });
});

test("F8 an order that changed between two pages comes as it was on each, with its time of change", async () => {
  await using rig = await startRig((seen, response) => {
    const isSecond = seen.url.searchParams.has("nextToken");
    const order = sampleOrder(1);
    const details = {
      ...Object(order.orderDetails),
      purchaseOrderChangedDate: isSecond ? "2026-02-18T00:00:00Z" : "2026-02-19T00:00:00Z",
    };
    sendJson(response, 200, samplePage([{ ...order, orderDetails: details }], isSecond ? undefined : "a"));
  });
  const changes: (string | undefined)[] = [];
  for await (const one of pages((nextToken) => rig.client.getPurchaseOrders({ ...march, nextToken }))) {
    changes.push(...one.records.map((record) => record.value.changedAt?.toISOString()));
  }
  expect(changes).toEqual(["2026-02-19T00:00:00.000Z", "2026-02-18T00:00:00.000Z"]);
});
