import { reportService } from "@/db/health-door";
import type { Flow } from "@/db/schema/connections";
import type { Ctx } from "@/server/access/context";
import { withAcorn } from "@/server/modules/connections/acorn-for-connection";
import { beginRun, type RunRequest } from "@/server/modules/syncs/begin-run";
import { failRun, finishRun } from "@/server/modules/syncs/end-run";
import { followPages } from "@/server/modules/syncs/follow-pages";
import { type PageRequest, readPage } from "@/server/modules/syncs/read-page";
import { sha256 } from "@/server/platform/crypto";
import { asId, type Id } from "@/server/platform/ids";
import type { JobsClient } from "./client";
import { orderStatusRequested, ordersRequested, syncEvent, syncRequest } from "./events";
import { inStep, readJobError } from "./map-error";
import type { JobDeps } from "./registry";

type SyncEvent = {
  id?: string;
  data: { tenantId: string; connectionId: string; kind: "poll" | "sweep" | "backfill"; runId?: string };
};

const perAccount = { key: "event.data.connectionId", limit: 1 };

/** Reads one flow of one connection, a page a step; one run of a connection and flow at a time. */
export function syncFlow(flow: Flow) {
  return (client: JobsClient, deps: JobDeps) =>
    client.createFunction(
      {
        id: `sync-${flow}`,
        triggers: [flow === "orders" ? ordersRequested : orderStatusRequested],
        concurrency: deps.readingsAtOnce === null ? perAccount : [{ limit: deps.readingsAtOnce }, perAccount],
        retries: 4,
        onFailure: async ({ event, error }) => {
          const { id, data } = event.data.event;
          const { ctx, request } = readEvent(flow, { id, data: syncRequest.parse(data) }, deps);
          const failed = readJobError(error);
          ctx.log.warn(
            { connectionId: request.connectionId, flow, code: failed.code, reason: failed.reason },
            "sync failed",
          );
          await failRun(ctx, request, failed);
          // A lost authorisation or a paused account is one tenant's matter; these say that Amazon itself is away.
          if (failed.code === "ACORN_DOWN" || failed.code === "ACORN_DRIFT")
            await reportService("acorn", failed.code);
        },
      },
      async ({ event, step }) => {
        const { ctx, request } = readEvent(flow, event, deps);
        const windows = await step.run("begin", () => inStep(() => beginRun(ctx, request)));
        for (const [index, window] of windows.entries()) {
          const follow = followPages();
          let token: string | null = null;
          do {
            const page: PageRequest = { ...request, window, token };
            const { nextToken } = await step.run(`window ${index + 1} page`, () =>
              inStep(() => read(ctx, page)),
            );
            token = await inStep(async () => follow(nextToken));
          } while (token !== null);
        }
        const next = await step.run("finish", () => inStep(() => finish(ctx, request)));
        if (!next) return;
        const { tenantId, connectionId } = event.data;
        await step.sendEvent(
          "go on",
          syncEvent(next.flow, { tenantId, connectionId, kind: "backfill" }, next.cause),
        );
      },
    );
}

async function finish(ctx: Ctx, request: RunRequest) {
  const next = await finishRun(ctx, request);
  await reportService("acorn", null);
  return next;
}

function read(ctx: Ctx, page: PageRequest): Promise<{ nextToken: string | null }> {
  return withAcorn(ctx, page.connectionId, ({ client }) => readPage(ctx, client, page));
}

function readEvent(flow: Flow, event: SyncEvent, { clock, log }: JobDeps): { ctx: Ctx; request: RunRequest } {
  const tenantId = asId<"tenant">(event.data.tenantId);
  const connectionId = asId<"connection">(event.data.connectionId);
  const runId = event.data.runId ? asId<"syncRun">(event.data.runId) : runIdOf(event.id ?? "");
  const requestId = `job-${runId}`;
  const ctx: Ctx = {
    tenantId,
    actor: { kind: "job", name: `sync-${flow}` },
    clock,
    log: log.child({ tenantId, requestId, job: `sync-${flow}` }),
    requestId,
  };
  return { ctx, request: { connectionId, flow, kind: event.data.kind, runId } };
}

/** The run of an event: the same one however often the event's first step is tried. */
function runIdOf(eventId: string): Id<"syncRun"> {
  const hex = sha256(`sync-run\n${eventId}`).toString("hex");
  return asId(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  );
}
