import { TRPCClientError } from "@trpc/client";
import type { ErrorData } from "@/server/routers/map-error";
import type { AppRouter } from "@/server/routers/root";

/** @returns what the server said of a failed call, or null when no answer came (network, cut stream). */
export function errorDataOf(error: unknown): ErrorData | null {
  if (!(error instanceof TRPCClientError)) return null;
  // every error of this router was made by its formatter, which the generic instanceof cannot know
  const { data } = error as TRPCClientError<AppRouter>;
  return data ?? null;
}
