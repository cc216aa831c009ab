import { z } from "zod";
import type { ResourceContext } from "@/server/acorn/resource-context";
import { AppError } from "@/server/platform/errors";

export type TakenIn = { transactionId: string; requestId: string | null };

const answer = z.looseObject({ payload: z.looseObject({ transactionId: z.string().min(1).max(200) }) });

/**
 * Sends the bytes of `writeAcknowledgement` once. Taken in means a transaction id and nothing more: what Amazon thinks of
 * it shows in the transaction and in the status of the order. ACORN_UNKNOWN when it may or may not have arrived, also when
 * an answer came that names no transaction.
 */
export async function submitAcknowledgement(
  context: ResourceContext,
  body: Uint8Array,
  signal?: AbortSignal,
): Promise<TakenIn> {
  const operation = "submitAcknowledgement";
  const { json, requestId } = await context.call({
    operation,
    method: "POST",
    path: "/vendor/orders/v1/acknowledgements",
    body,
    signal,
  });
  const parsed = answer.safeParse(json);
  if (parsed.success) return { transactionId: parsed.data.payload.transactionId, requestId };
  throw new AppError("ACORN_UNKNOWN", "taken in without a transaction id", {
    reason: "no-transaction",
    acornRequestId: requestId ?? undefined,
    cause: parsed.error,
  });
}
