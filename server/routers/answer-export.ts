import { z } from "zod";
import type { Ctx } from "@/server/access/context";
import type { RequestScope } from "@/server/access/request-scope";
import type { Export } from "@/server/modules/exports/begin-export";
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
const makers: Record<ExportList, (ctx: Ctx, input: unknown, signal?: AbortSignal) => Promise<Made>> = {
  orders: async (ctx, input, signal) => {
    await admit(ctx, "order.view");
    const asked = parse(ordersInput, input);
    return { ...(await exportOrders(ctx, asked, signal)), format: asked.format };
  },
  audit: async (ctx, input, signal) => {
    await admit(ctx, "audit.view");
    const asked = parse(auditInput, input);
    return { ...(await exportAudit(ctx, asked, signal)), format: asked.format };
  },
};

/** The file, or the bare code of what is wrong; the same gates as a procedure has, in the same order. */
export async function answerExport(
  query: URLSearchParams,
  scope: RequestScope,
  asked: Asked,
): Promise<Response> {
  try {
    const ctx = await scope.requireCtx(query.get("tenant") ?? "");
    await admit(ctx, "list.export");
    if (!isList(asked.list)) throw notFound("list");
    const { name, body, format } = await makers[asked.list](ctx, readInput(query), asked.signal);
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
