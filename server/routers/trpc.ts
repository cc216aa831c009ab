import { initTRPC } from "@trpc/server";
import { z } from "zod";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import type { Action } from "@/server/access/permissions";
import { type RequestScope, requireFactor } from "@/server/access/request-scope";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError, invalid } from "@/server/platform/errors";
import { wireFormat } from "@/server/platform/wire-format";
import { describeError, fromTrpc, toTrpc } from "./map-error";
import { listUnstorable } from "./raw-input";

type Meta = { action: Action | "personal" };

const trpc = initTRPC
  .context<RequestScope>()
  .meta<Meta>()
  .create({
    transformer: wireFormat,
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const known = fromTrpc(error);
      return { ...shape, message: known.code, data: describeError(known, ctx?.requestId ?? null) };
    },
  });

/** First in every procedure: turns what was thrown into one of our codes and writes it down once. */
const mapErrors = trpc.middleware(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok) return result;
  const error = fromTrpc(result.error);
  const { level } = error.facts;
  const facts = { procedure: path, code: error.code, reason: error.reason };
  ctx.log[level](level === "error" ? { ...facts, err: error } : facts, "request failed");
  throw toTrpc(error);
});

/** Before a procedure's own input is parsed: what no column can hold is a fault of the input, wherever it stands. */
const refuseUnstorable = trpc.middleware(async ({ next, getRawInput }) => {
  const faults = listUnstorable(await getRawInput());
  if (faults.length > 0) throw invalid(faults);
  return next();
});

const person = trpc.middleware(async ({ next, ctx }) => {
  const signedIn = await ctx.requireSession();
  return next({ ctx: { signedIn, person: signedIn.person } });
});

/** For what a signed-in person does with their own account; it knows no tenant. */
export function personal() {
  return trpc.procedure.meta({ action: "personal" }).use(mapErrors).use(person).use(refuseUnstorable);
}

/**
 * For everything inside a tenant: the input carries the tenant's public id, and the resolver gets `ctx.tenant` only after
 * membership was read from the database and the role was found to hold the action. A refusal leaves an audit row.
 */
export function allowed(action: Action) {
  return trpc.procedure
    .meta({ action })
    .use(mapErrors)
    .input(z.object({ tenant: z.string().max(64) }))
    .use(async ({ next, ctx, input }) => {
      const tenant = await ctx.requireCtx(input.tenant);
      await admit(tenant, action);
      requireFactor(tenant, action);
      const result = await next({ ctx: { tenant } });
      if (!result.ok) await noteRefusal(tenant, action, result.error.cause);
      return result;
    })
    .use(refuseUnstorable);
}

/** Throws FORBIDDEN when the role lacks the action, and leaves an audit row of it. */
export async function admit(tenant: Ctx, action: Action): Promise<void> {
  try {
    requireAction(tenant, action);
  } catch (error) {
    await noteRefusal(tenant, action, error);
    throw error;
  }
}

/**
 * One row for one attempt, with the row that it was after if the verb had seen it. Here and not in the verb, whose
 * transaction the refusal undoes.
 */
async function noteRefusal(tenant: Ctx, action: Action, error: unknown): Promise<void> {
  if (!(error instanceof AppError) || error.code !== "FORBIDDEN") return;
  const { subject } = error;
  const refused = { action, outcome: "denied", subjectKind: subject?.kind, subjectId: subject?.id } as const;
  await transact(tenant, (tx) => recordAudit(tx, tenant, refused));
}

export const { router, createCallerFactory } = trpc;
