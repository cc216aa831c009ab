import { minute } from "./calendar";
import { createSimulator, type Simulator, type SimulatorOptions } from "./create-simulator";
import { privateApp, simulatorEndpoints } from "./defaults";
import { createSimulatedClock } from "./simulated-clock";

/** A Thursday noon, far from every clock change. */
export const testNow = new Date("2026-04-23T12:00:00Z");
export const groupIds = {
  us: "amzn1.vg.7001001",
  usBig: "amzn1.vg.7001002",
  de: "amzn1.vg.7001007",
  jp: "amzn1.vg.7001012",
} as const;
const regions: Readonly<Record<string, "na" | "eu" | "fe">> = {
  [groupIds.us]: "na",
  [groupIds.usBig]: "na",
  [groupIds.de]: "eu",
  [groupIds.jp]: "fe",
};

/** A simulator whose clock stands at `testNow`, for one test file. */
export function startForTest(options: SimulatorOptions = {}): Promise<Simulator> {
  return createSimulator({
    seed: 7,
    clock: createSimulatedClock({ at: testNow, mode: "stand" }),
    ...options,
  });
}

/** Answers of the token endpoint for a form. */
export async function askToken(simulator: Simulator, form: Record<string, string>) {
  const response = await fetch(simulatorEndpoints(simulator.url).lwa, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: readRecord(await response.json()) };
}

/** A live access token of the private app for a group. */
export async function accessTokenFor(simulator: Simulator, vendorGroup: string): Promise<string> {
  const { clientId, clientSecret } = privateApp;
  const refreshToken = simulator.control.selfAuthorise({ clientId, vendorGroup });
  const form = {
    grant_type: "refresh_token",
    refresh_token: refreshToken,
    client_id: clientId,
    client_secret: clientSecret,
  };
  const { body } = await askToken(simulator, form);
  return String(body.access_token);
}

export type Caller = {
  get(path: string, query?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  /** every page of a listing, by its nextToken */
  all(operation: string, query: Record<string, string>): Promise<Record<string, unknown>[]>;
};

/** Calls the vendor API as one account. */
export async function callAs(simulator: Simulator, group: string, base?: string): Promise<Caller> {
  let token = await accessTokenFor(simulator, group);
  let tokenAt = simulator.control.clock.now();
  const root = base ?? `${simulator.url}/${regions[group] ?? "na"}`;
  const headers = async () => {
    // A jump of the clock ends a token like an hour of waiting does.
    if (Math.abs(simulator.control.clock.now() - tokenAt) > 30 * minute) {
      tokenAt = simulator.control.clock.now();
      token = await accessTokenFor(simulator, group);
    }
    return { "x-amz-access-token": token, "user-agent": "Test/1 (Language=TypeScript)" };
  };
  const at = (path: string) => `${root}/vendor/${path.includes("/v1/") ? path : `orders/v1/${path}`}`;
  const get: Caller["get"] = async (path, query = {}) =>
    fetch(`${at(path)}?${new URLSearchParams(query)}`, { headers: await headers() });
  const post: Caller["post"] = async (path, body) =>
    fetch(at(path), {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { ...(await headers()), "content-type": "application/json" },
    });
  const all: Caller["all"] = async (operation, query) => {
    const records: Record<string, unknown>[] = [];
    let next: string | undefined;
    do {
      const response = await get(operation, next === undefined ? query : { ...query, nextToken: next });
      if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
      const { payload } = readRecord(await response.json());
      const page = readRecord(payload);
      records.push(...readList(page.orders ?? page.ordersStatus));
      const token = page.pagination === undefined ? undefined : readRecord(page.pagination).nextToken;
      next = typeof token === "string" ? token : undefined;
    } while (next !== undefined);
    return records;
  };
  return { get, post, all };
}

/** Checked: an object, so that a test may look into it. */
export function readRecord(value: unknown): Record<string, unknown> {
  if (value === null || typeof value !== "object") throw new TypeError(`no object: ${JSON.stringify(value)}`);
  // Every non-null object can be read by string keys.
  return value as Record<string, unknown>;
}

export function readList(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new TypeError(`no list: ${JSON.stringify(value)}`);
  return value.map(readRecord);
}

/** Numbers of a list of orders, as they came. */
export function numbersOf(records: readonly Record<string, unknown>[]): string[] {
  return records.map((record) => String(record.purchaseOrderNumber));
}
