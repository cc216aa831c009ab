import { z } from "zod";
import type { Actor, Ctx } from "@/server/access/context";
import { openRequest, type RequestScope } from "@/server/access/request-scope";
import type { Export, Gate } from "@/server/modules/exports/begin-export";
import { exportAudit } from "@/server/modules/exports/export-audit";
import { exportOrders } from "@/server/modules/exports/export-orders";
import { contentDisposition } from "@/server/modules/exports/export-rules";
import { type ExportList, exportShape } from "@/server/modules/exports/input";
import { orderFilter, orderSort } from "@/server/modules/orders/input";
import { AppError, invalid, notFound, toAppError } from "@/server/platform/errors";
import { mediaTypes } from "@/server/platform/table-file";
import { publicAuditFilter } from "./audit";
import { listViolations } from "./map-error";
import { publicIdOf } from "./public-id";
import { listUnstorable } from "./raw-input";
import { admit } from "./trpc";

type Asked = { list: string; signal?: AbortSignal };
type Made = Export & { format: keyof typeof mediaTypes };

const ordersInput = exportShape.extend({
  filter: orderFilter.extend({ connection: z.array(publicIdOf("connection")).max(200).optional() }),
  sort: orderSort,
});
const auditInput = exportShape.extend({ filter: publicAuditFilter });

/** One entry a list: what it asks for beside the right to export, and how it is read. */
const makers: Record<ExportList, (ctx: Ctx, input: unknown, gate: Gate) => Promise<Made>> = {
  orders: async (ctx, input, gate) => {
    await admit(ctx, "order.view");
    const asked = parse(ordersInput, input);
    return { ...(await exportOrders(ctx, asked, gate)), format: asked.format };
  },
  audit: async (ctx, input, gate) => {
    await admit(ctx, "audit.view");
    const asked = parse(auditInput, input);
    return { ...(await exportAudit(ctx, asked, gate)), format: asked.format };
  },
};

/** The file, or the bare code of what is wrong; the same gates as a procedure has, in the same order. */
export async function answerExport(
  query: URLSearchParams,
  scope: RequestScope,
  asked: Asked,
): Promise<Response> {
  try {
    const tenant = query.get("tenant") ?? "";
    const ctx = await scope.requireCtx(tenant);
    await admit(ctx, "list.export");
    if (!isList(asked.list)) throw notFound("list");
    const { name, body, format } = await makers[asked.list](ctx, readInput(query), async () => {
      asked.signal?.throwIfAborted();
      await requireUnchanged(scope, ctx, tenant);
    });
    return new Response(streamOf(body), {
      headers: {
        "content-type": mediaTypes[format],
        "content-disposition": contentDisposition(name),
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return answerFault(toAppError(error), scope);
  }
}

/**
 * A slow reader may be at a file for hours: before each page the session, the place and its role are read anew, as a new
 * request would. Throws what that request would be told, or FORBIDDEN for a place that has changed.
 */
async function requireUnchanged(scope: RequestScope, { actor }: Ctx, tenant: string): Promise<void> {
  const { requestId, sessionToken, clock, log, origin, isSimulated } = scope;
  const again = openRequest({ requestId, sessionToken, clock, log, origin, isSimulated });
  const now = await again.requireCtx(tenant);
  if (rightsOf(now.actor) === rightsOf(actor)) return;
  throw new AppError("FORBIDDEN", "the reader's place has changed", { reason: "list.export" });
}

const rightsOf = (actor: Actor) =>
  actor.kind === "agency"
    ? JSON.stringify([actor.role, actor.grantId, actor.connectionIds])
    : JSON.stringify([actor.kind === "member" && actor.role]);

/** Pulled as fast as the reader takes it; whoever leaves ends the reading of rows. */
function streamOf(body: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const part = await body.next();
      if (part.done) controller.close();
      else controller.enqueue(part.value);
    },
    cancel: async () => {
      await body.return(undefined);
    },
  });
}

function answerFault(error: AppError, { log }: RequestScope): Response {
  const { level, http } = error.facts;
  log[level](level === "error" ? { code: error.code, err: error } : { code: error.code }, "export failed");
  return new Response(`${error.code}\n`, {
    status: http,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

function readInput(query: URLSearchParams): unknown {
  try {
    const input: unknown = JSON.parse(query.get("input") ?? "");
    const faults = listUnstorable(input);
    if (faults.length > 0) throw invalid(faults);
    return input;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid([{ code: "unreadable", field: "input" }]);
  }
}

function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalid(listViolations(parsed.error));
  return parsed.data;
}

const isList = (text: string): text is ExportList => Object.hasOwn(makers, text);
