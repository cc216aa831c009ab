import { Writable } from "node:stream";
import pino from "pino";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listTenantTables } from "@/db/testing/seed-every-table";
import { withAcorn } from "@/server/modules/connections/acorn-for-connection";
import { beginConsent } from "@/server/modules/connections/begin-consent";
import { completeConsent } from "@/server/modules/connections/complete-consent";
import { connectByToken } from "@/server/modules/connections/connect-by-token";
import { saveApp } from "@/server/modules/connections/save-app";
import {
  approve,
  openTenant,
  openWorld,
  platformApp,
  privateApp,
  type Tenant,
  vendorGroup,
  type World,
} from "@/server/modules/connections/testing/connected-tenant";
import { beginRun } from "@/server/modules/syncs/begin-run";
import { readPage } from "@/server/modules/syncs/read-page";
import { newId } from "@/server/platform/ids";
import { syncEvent } from "./events";

// What opens a vendor's account stands in no log line, error, audit row, call record or event.

let world: World;
let root: postgres.Sql;
let tenant: Tenant;
const lines: string[] = [];
const log = pino(
  { level: "trace" },
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  }),
);
beforeAll(async () => {
  world = await openWorld();
  root = postgres(world.database.superUrl, { max: 1, onnotice: () => {} });
  const made = await openTenant();
  tenant = { ...made, owner: { ...made.owner, log }, job: { ...made.job, log } };
});
afterAll(async () => {
  await root.end();
  await world.stop();
});

test("a consent, a pasted token, a sync and their failures leave no secret in clear anywhere", async () => {
  const { owner, job, sessionHash } = tenant;
  const { settings, simulator } = world;
  const failures: unknown[] = [];
  const from = { sessionHash, settings };
  const consentFor = { country: "US", environment: "production", appId: null } as const;
  const consent = await beginConsent(owner, consentFor, from);
  const answer = await approve(consent.url);
  const outcome = await completeConsent(owner, answer, from);
  if (outcome.kind !== "connected") throw new Error(outcome.reason);
  await completeConsent(owner, answer, from);
  const again = await approve((await beginConsent(owner, consentFor, from)).url);
  await completeConsent(owner, { ...again, code: "canary-of-a-wrong-code" }, from);
  const app = await saveApp(owner, { ...privateApp, name: "Ours", visibility: "private", state: "approved" });
  const refreshToken = simulator.control.selfAuthorise({ clientId: privateApp.clientId, vendorGroup });
  const pasted = { label: "Pasted", country: "US", environment: "production", appId: app.appId } as const;
  await connectByToken(owner, { ...pasted, refreshToken }, settings);
  for (const wrong of ["Atzr|canary-of-a-wrong-token", `${refreshToken}x`]) {
    await connectByToken(owner, { ...pasted, refreshToken: wrong }, settings).catch((error) =>
      failures.push(error),
    );
  }
  const request = {
    connectionId: outcome.connectionId,
    flow: "orders" as const,
    kind: "poll" as const,
    runId: newId("syncRun"),
  };
  const [window] = await beginRun(job, request);
  if (!window) throw new Error("nothing to read");
  const read = () =>
    withAcorn(
      job,
      outcome.connectionId,
      ({ client }) => readPage(job, client, { ...request, window, token: null }),
      settings,
    );
  await read();
  simulator.control.revoke({ group: vendorGroup });
  await read().catch((error) => failures.push(error));
  const event = syncEvent(
    "orders",
    { tenantId: tenant.tenantId, connectionId: outcome.connectionId, kind: "poll" },
    "x",
  );

  const rows: string[] = [];
  for (const table of await listTenantTables(root))
    rows.push(JSON.stringify(await root.unsafe(`select * from ${table}`)));
  const texts: Record<string, string> = {
    logs: lines.join(""),
    errors: failures.map((error) => describe(error)).join("\n"),
    rows: rows.join("\n"),
    events: JSON.stringify(event),
  };
  expect(failures.length).toBeGreaterThan(1);
  expect(texts.rows).toContain("getPurchaseOrders");
  expect(lines.length).toBeGreaterThan(0);
  const secrets = {
    "refresh token": refreshToken,
    "wrong token": "canary-of-a-wrong-token",
    "wrong code": "canary-of-a-wrong-code",
    "any refresh token": "Atzr|",
    "any access token": "Atza|",
    "platform secret": platformApp.clientSecret,
    "private secret": privateApp.clientSecret,
    code: answer.code ?? "no code",
    state: answer.state,
  };
  for (const [place, text] of Object.entries(texts)) {
    for (const [name, secret] of Object.entries(secrets)) {
      expect([place, name, text.includes(secret)]).toEqual([place, name, false]);
    }
  }
});

/** All that a log of the error could print, its causes too. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${JSON.stringify(error, Object.getOwnPropertyNames(error))}\n${describe(error.cause ?? "")}`;
}
