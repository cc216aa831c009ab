import { z } from "zod";
import { syncEvent } from "@/server/jobs/events";
import { webJobsClient } from "@/server/jobs/web-jobs";
import { beginConsent } from "@/server/modules/connections/begin-consent";
import { connectByToken } from "@/server/modules/connections/connect-by-token";
import { disableApp } from "@/server/modules/connections/disable-app";
import { getRun } from "@/server/modules/connections/get-run";
import {
  beginConsentShape,
  connectByTokenShape,
  flowShape,
  frequencyShape,
  renameShape,
  saveAppShape,
} from "@/server/modules/connections/input";
import { listApps } from "@/server/modules/connections/list-apps";
import { listConnections } from "@/server/modules/connections/list-connections";
import { listRuns } from "@/server/modules/connections/list-runs";
import { pauseConnection } from "@/server/modules/connections/pause-connection";
import { removeConnection } from "@/server/modules/connections/remove-connection";
import { renameConnection } from "@/server/modules/connections/rename-connection";
import { requestSync, type SyncRequested } from "@/server/modules/connections/request-sync";
import { resumeConnection } from "@/server/modules/connections/resume-connection";
import { saveApp } from "@/server/modules/connections/save-app";
import { setFrequency } from "@/server/modules/connections/set-frequency";
import { setMode } from "@/server/modules/connections/set-mode";
import { publicId } from "@/server/platform/ids";
import { sessionHashOf } from "./answer-consent";
import { publicIdOf } from "./public-id";
import { allowed, router } from "./trpc";

const connection = z.object({ connection: publicIdOf("connection") });
/** null: the platform's app */
const app = z.object({ app: publicIdOf("app").nullable() });

export const connectionsRouter = router({
  list: allowed("connection.view").query(async ({ ctx }) => {
    const rows = await listConnections(ctx.tenant);
    return rows.map(({ appId, ...row }) => ({
      ...row,
      id: publicId("connection", row.id),
      app: appId === null ? null : publicId("app", appId),
      flows: row.flows.map(({ run, ...flow }) => ({ ...flow, run: run && showRun(run) })),
    }));
  }),
  runs: allowed("connection.view")
    .input(connection.extend({ before: publicIdOf("syncRun").optional() }))
    .query(async ({ ctx, input }) => {
      const page = await listRuns(ctx.tenant, { connectionId: input.connection, before: input.before });
      const { nextBefore } = page;
      return { runs: page.runs.map(showRun), nextBefore: nextBefore && publicId("syncRun", nextBefore) };
    }),
  run: allowed("connection.view")
    .input(z.object({ run: publicIdOf("syncRun") }))
    .query(async ({ ctx, input }) => showRun(await getRun(ctx.tenant, { runId: input.run }))),
  beginConsent: allowed("connection.connect")
    .input(beginConsentShape.extend(app.shape))
    .mutation(({ ctx, input }) =>
      beginConsent(ctx.tenant, { ...input, appId: input.app }, { sessionHash: sessionHashOf(ctx) }),
    ),
  connectByToken: allowed("connection.connect")
    .input(connectByTokenShape.extend({ ...app.shape, connection: publicIdOf("connection").optional() }))
    .mutation(async ({ ctx, input: { app: appId, connection: connectionId, ...input } }) => {
      const saved = await connectByToken(ctx.tenant, { ...input, appId, connectionId });
      return { connection: publicId("connection", saved.connectionId), isNew: saved.isNew };
    }),
  rename: allowed("connection.connect")
    .input(connection.extend(renameShape.shape))
    .mutation(({ ctx, input }) =>
      renameConnection(ctx.tenant, { connectionId: input.connection, label: input.label }),
    ),
  pause: allowed("connection.pause")
    .input(connection)
    .mutation(({ ctx, input }) => pauseConnection(ctx.tenant, { connectionId: input.connection })),
  resume: allowed("connection.pause")
    .input(connection)
    .mutation(({ ctx, input }) => resumeConnection(ctx.tenant, { connectionId: input.connection })),
  remove: allowed("connection.remove")
    .input(connection.extend({ typedWord: z.string().max(200) }))
    .mutation(({ ctx, input }) =>
      removeConnection(ctx.tenant, { connectionId: input.connection, typedWord: input.typedWord }),
    ),
  setMode: allowed("connection.go-live")
    .input(connection.extend({ mode: z.enum(["shadow", "live"]), typedWord: z.string().max(200) }))
    .mutation(({ ctx, input: { connection: connectionId, mode, typedWord } }) =>
      setMode(ctx.tenant, { connectionId, mode, typedWord }),
    ),
  setFrequency: allowed("connection.schedule")
    .input(connection.extend({ flow: flowShape, frequency: frequencyShape }))
    .mutation(({ ctx, input: { connection: connectionId, ...input } }) =>
      setFrequency(ctx.tenant, { ...input, connectionId }),
    ),
  sync: allowed("connection.sync")
    .input(connection.extend({ flow: flowShape }))
    .mutation(async ({ ctx, input }) => {
      const wanted = { connectionId: input.connection, flow: input.flow };
      const { runId } = await requestSync(ctx.tenant, wanted, sendSync);
      return { run: publicId("syncRun", runId) };
    }),
  apps: allowed("app.view").query(async ({ ctx }) => {
    const rows = await listApps(ctx.tenant);
    return rows.map((row) => ({ ...row, id: publicId("app", row.id) }));
  }),
  saveApp: allowed("app.manage")
    .input(saveAppShape.extend({ app: publicIdOf("app").optional() }))
    .mutation(async ({ ctx, input: { app: appId, ...input } }) => {
      const saved = await saveApp(ctx.tenant, { ...input, appId });
      return { app: publicId("app", saved.appId) };
    }),
  disableApp: allowed("app.manage")
    .input(z.object({ app: publicIdOf("app") }))
    .mutation(({ ctx, input }) => disableApp(ctx.tenant, { appId: input.app })),
});

async function sendSync({ flow, ...data }: SyncRequested): Promise<void> {
  await webJobsClient().send(syncEvent(flow, { ...data, kind: "poll" }, data.runId));
}

function showRun({ tenantId: _, ...run }: Awaited<ReturnType<typeof getRun>>) {
  return {
    ...run,
    id: publicId("syncRun", run.id),
    connectionId: publicId("connection", run.connectionId),
  };
}
