import "server-only";
import { QueryClient } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import superjson from "superjson";
import { currentRequest } from "@/server/access/require-ctx";
import { fromTrpc } from "./map-error";
import { appRouter } from "./root";
import { createCallerFactory } from "./trpc";

const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;

/** Calls procedures from a server page, through the same gates as the browser; failures arrive as TRPCError. */
export const getCaller = cache(async (): Promise<Caller> => createCaller(await currentRequest()));

/** Loads what a page shows: without a session it leads to sign-in, and what is not the reader's is "not found". */
export async function loadPage<T>(load: (caller: Caller) => Promise<T>): Promise<T> {
  try {
    return await load(await getCaller());
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    const { code } = fromTrpc(error);
    if (code === "UNAUTHENTICATED") redirect("/sign-in");
    if (code === "NOT_FOUND" || code === "INVALID") notFound();
    throw error;
  }
}

/** One query client a request, for prefetching what the browser then finds in its cache (see components/trpc). */
export const pageQueries = cache(async () => {
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000 },
      dehydrate: { serializeData: superjson.serialize },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
  const trpc = createTRPCOptionsProxy({ router: appRouter, ctx: await currentRequest(), queryClient });
  return { queryClient, trpc };
});
