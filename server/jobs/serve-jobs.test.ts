import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest } from "inngest";
import { afterEach, expect, test } from "vitest";
import { createLogger } from "@/server/platform/log";
import { createJobsClient, type JobsKeys } from "./client";
import { embeddedUrl } from "./engine/embedded-server";
import { runWorker } from "./run-worker";
import { serveJobs } from "./serve-jobs";

const hex = "ab".repeat(32);
const keys: JobsKeys = { INNGEST_EVENT_KEY: "event-key", INNGEST_SIGNING_KEY: `signkey-test-${hex}` };
const log = createLogger("test", "silent");
const noFetch = () => Promise.reject(new Error("no server"));
const servers: (() => void)[] = [];
afterEach(() => {
  for (const close of servers.splice(0)) close();
});

const ran: string[] = [];
function serveWith(given: JobsKeys) {
  return serveJobs({
    keys: given,
    appUrl: "http://localhost:3000",
    client: () => createJobsClient(given, { embeddedFetch: noFetch, log }),
    createFunctions: (client) => [
      client.createFunction({ id: "f", triggers: [{ event: "e" }] }, () => void ran.push("f")),
    ],
  });
}
const address = "http://localhost:3000/api/inngest?fnId=oakline-f&stepId=step";
const call = {
  version: 2,
  event: { name: "e", data: {} },
  events: [{ name: "e", data: {} }],
  steps: {},
  ctx: {
    run_id: "r",
    attempt: 0,
    disable_immediate_execution: false,
    use_api: false,
    stack: { stack: [], current: 0 },
  },
};
const post = (headers: Record<string, string> = {}) =>
  new Request(address, {
    method: "POST",
    body: JSON.stringify(call),
    headers: { host: "localhost:3000", ...headers },
  });

test("without keys the route is not there, for any method", async () => {
  for (const method of ["GET", "POST", "PUT"]) {
    const body = method === "GET" ? undefined : JSON.stringify(call);
    expect((await serveWith({})(new Request(address, { method, body }))).status).toBe(404);
  }
  expect(ran).toEqual([]);
});

test("with keys a call runs only with a valid signature", async () => {
  const route = serveWith(keys);
  const sign = (key: string) => {
    const seconds = Math.floor(Date.now() / 1000);
    const mac = createHmac("sha256", key)
      .update(JSON.stringify(sorted(call)))
      .update(String(seconds))
      .digest("hex");
    return { "x-inngest-signature": `t=${seconds}&s=${mac}` };
  };
  expect((await route(post())).status).toBe(401);
  expect((await route(post(sign("cd".repeat(32))))).status).toBe(401);
  expect(ran).toEqual([]);
  expect((await route(post(sign(hex)))).status).toBe(200);
  expect(ran).toEqual(["f"]);
});

test("a signing key the server refuses fails the sync", async () => {
  const seen: (string | undefined)[] = [];
  const http = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response
      .writeHead(401, { "content-type": "application/json" })
      .end('{"error": "unauthorized", "status": 401}');
  }).listen(0);
  servers.push(() => http.close());
  await once(http, "listening");
  const { port } = http.address() as AddressInfo; // listening on a port, so never a pipe's name
  const route = serveWith({ ...keys, INNGEST_BASE_URL: `http://localhost:${port}` });
  const sync = await route(new Request(address, { method: "PUT", headers: { host: "localhost:3000" } }));
  expect(sync.ok).toBe(false);
  expect(seen[0]).toMatch(/^Bearer signkey-test-[0-9a-f]{64}$/);
});

test.each<[string, JobsKeys]>([
  ["INNGEST_SIGNING_KEY", { INNGEST_EVENT_KEY: "a" }],
  ["INNGEST_EVENT_KEY", { INNGEST_SIGNING_KEY: `signkey-test-${hex}` }],
  ["INNGEST_EVENT_KEY", { INNGEST_BASE_URL: "http://localhost:8288" }],
  ["INNGEST_SIGNING_KEY", { INNGEST_EVENT_KEY: "a", INNGEST_SIGNING_KEY: "signkey-test-nothex" }],
])("half a configuration stops the start and names %s", (name, given) => {
  expect(() => createJobsClient(given, { embeddedFetch: noFetch, log })).toThrow(name);
});

test("the embedded client talks to nothing but its own fetch, whatever the environment says", async () => {
  process.env.INNGEST_BASE_URL = "http://127.0.0.1:1";
  process.env.INNGEST_DEV = "http://127.0.0.1:1";
  const asked: string[] = [];
  const embeddedFetch: typeof fetch = async (input) => {
    asked.push(new Request(input).url);
    return Response.json({ ids: ["1"], status: 200 });
  };
  const client = createJobsClient({}, { embeddedFetch, log });
  expect(client).toBeInstanceOf(Inngest);
  await client.send({ name: "e", id: "1" });
  expect(asked.every((url) => url.startsWith(embeddedUrl))).toBe(true);
  expect(asked).toHaveLength(1);
  delete process.env.INNGEST_BASE_URL;
  delete process.env.INNGEST_DEV;
});

test("a worker started beside a real server runs no engine", async () => {
  const createFunctions = () => {
    throw new Error("no function is needed");
  };
  await runWorker({ keys, databaseUrl: "postgres://nobody@127.0.0.1:1/none", createFunctions, log });
});

/** Canonical JSON, as the signature wants it: keys in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
