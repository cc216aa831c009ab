import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Agent, request } from "undici";
import { type AcornClient, createAcornClient } from "@/server/acorn/client";
import { memoryLimiter } from "@/server/acorn/limiter";
import { sampleOrder, samplePage } from "@/server/acorn/testing/sample-order";
import { memoryTokens } from "@/server/acorn/tokens";
import { systemClock } from "@/server/platform/clock";

export type Figure = { name: string; value: number; bar: number; better: "lower" | "higher" };

const ordersPerPage = 100;
const linesPerOrder = 20;
const pagesPerRound = 10;
const rounds = 25;

/** A process of its own, so that its CPU does not count: the page for any GET, a token for any POST. */
const serverSource = `
const { createServer } = require("node:http");
let page = Buffer.alloc(0);
const token = JSON.stringify({ access_token: "Atza|1", token_type: "bearer", expires_in: 3600 });
const chunks = [];
process.stdin.on("data", (chunk) => chunks.push(chunk));
process.stdin.on("end", () => {
  page = Buffer.concat(chunks);
  const server = createServer((request, response) => {
    const body = request.method === "GET" ? page : token;
    request.resume();
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
    response.end(body);
  });
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
});`;

/**
 * CPU of the client per order against bare undici + JSON.parse of the same pages, in one run: rounds of each kind take
 * turns, and the median of the ratios within a round counts, so that a busy machine hits all alike.
 */
export async function benchAcorn(): Promise<Figure[]> {
  const server = spawn(process.execPath, ["-e", serverSource], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const orders = Array.from({ length: ordersPerPage }, (_, index) => sampleOrder(index, linesPerOrder));
    server.stdin.end(JSON.stringify(samplePage(orders)));
    const [port] = await once(createInterface(server.stdout), "line");
    return await measure(`http://127.0.0.1:${port}`);
  } finally {
    server.kill();
  }
}

async function measure(url: string): Promise<Figure[]> {
  const agent = new Agent({ connections: 1, pipelining: 1, allowH2: false });
  const dispatcher = new Agent({ connections: 1, pipelining: 1, allowH2: false });
  // The limiter's own work counts, its waiting does not: a place is always free.
  const limiter = memoryLimiter(systemClock);
  const client = createAcornClient({
    endpoints: { api: url, token: `${url}/token` },
    app: { clientId: "client", clientSecret: "secret" },
    account: "bench",
    tokens: memoryTokens("Atzr|1", systemClock),
    limiter: {
      ...limiter,
      take: (bucket, signal) => limiter.take({ ...bucket, rate: 1000, burst: 100_000 }, signal),
    },
    clock: systemClock,
    onCall: () => undefined,
    dispatcher,
  });
  const kinds = [() => bare(agent, url), () => transportOnly(client), () => mapped(client)];
  const spent: number[][] = kinds.map(() => []);
  for (let round = -10; round < rounds; round++) {
    for (const [kind, page] of kinds.entries()) {
      const cpu = await cpuOf(page);
      if (round >= 0) spent[kind]?.push(cpu);
    }
  }
  await agent.close();
  await dispatcher.close();
  const [bareTimes = [], transportTimes = [], mappedTimes = []] = spent;
  return [
    {
      name: "acorn transport + limiter CPU against bare undici",
      value: ratio(transportTimes, bareTimes),
      bar: 1.3,
      better: "lower",
    },
    {
      name: "acorn with schema and mapping CPU against bare undici",
      value: ratio(mappedTimes, bareTimes),
      bar: 1.8,
      better: "lower",
    },
  ];
}

const path = "/vendor/orders/v1/purchaseOrders";
const created = { from: new Date("2026-03-01T00:00:00Z"), to: new Date("2026-03-07T00:00:00Z") };

async function bare(agent: Agent, url: string): Promise<void> {
  const query = "limit=100&sortOrder=DESC&createdAfter=2026-03-01T00:00:00.000Z";
  const answer = await request(`${url}${path}?${query}`, { dispatcher: agent });
  JSON.parse(await answer.body.text());
}

async function transportOnly(client: AcornClient): Promise<void> {
  await client.transport.call({
    operation: "getPurchaseOrders",
    method: "GET",
    path,
    query: new URLSearchParams({ limit: "100", createdAfter: "2026-03-01T00:00:00.000Z" }),
    bucket: { key: "bench", rate: 1000, burst: 100_000 },
  });
}

async function mapped(client: AcornClient): Promise<void> {
  const page = await client.getPurchaseOrders({ created });
  if (page.records.length !== ordersPerPage) throw new Error("a page of the bench was not understood");
}

async function cpuOf(page: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < pagesPerRound; i++) await page();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Median of the ratios round by round. */
function ratio(times: readonly number[], bareTimes: readonly number[]): number {
  const ratios = times.map((time, round) => time / (bareTimes[round] ?? Number.NaN));
  ratios.sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)] ?? Number.NaN;
}
