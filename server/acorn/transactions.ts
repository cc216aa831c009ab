import { z } from "zod";
import type { Word } from "@/server/acorn/order-types";
import { createReading } from "@/server/acorn/reading";
import type { ResourceContext } from "@/server/acorn/resource-context";
import { AppError } from "@/server/platform/errors";

export type AcornTransaction = {
  id: string;
  /** succeeded comes for shipments in NA and EU alone [D]; an acknowledgement stays processing for ever */
  state: Word<"processing" | "succeeded" | "failed">;
  errors: { code: string; message: string; details: string | null }[];
  requestId: string | null;
};

const states: Record<string, "processing" | "succeeded" | "failed"> = {
  Processing: "processing",
  Success: "succeeded",
  Failure: "failed",
};
const text = z.string().catch("");
const answer = z.looseObject({
  payload: z.looseObject({
    transactionStatus: z.looseObject({
      transactionId: z.string(),
      status: z.string(),
      errors: z
        .array(z.looseObject({ code: text, message: text, details: z.string().nullish().catch(null) }))
        .nullish()
        .catch(null),
    }),
  }),
});

/** What became of a document that Amazon took in; NOT_FOUND when this account has no such transaction. */
export async function getTransaction(
  context: ResourceContext,
  id: string,
  signal?: AbortSignal,
): Promise<AcornTransaction> {
  const operation = "getTransaction";
  const path = `/vendor/transactions/v1/transactions/${encodeURIComponent(id)}`;
  const { json, requestId } = await context.call({ operation, path, signal });
  const parsed = answer.safeParse(json);
  if (!parsed.success) {
    throw new AppError("ACORN_DRIFT", "no transaction status", {
      acornRequestId: requestId ?? undefined,
      cause: parsed.error,
    });
  }
  const { transactionId, status, errors } = parsed.data.payload.transactionStatus;
  const state = states[status];
  if (state === undefined) {
    const reading = createReading(operation);
    reading.drift("transactionStatus.status", status);
    for (const drift of reading.drifts()) context.onDrift(drift);
  }
  return {
    id: transactionId,
    state: state ?? status,
    errors: (errors ?? []).map((one) => ({ ...one, details: one.details ?? null })),
    requestId,
  };
}
