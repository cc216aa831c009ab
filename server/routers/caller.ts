import "server-only";
import { QueryClient } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { Route } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { currentRequest } from "@/server/access/require-ctx";
import { AppError } from "@/server/platform/errors";
import { fromTrpc } from "./map-error";
import { appRouter } from "./root";
import { createCallerFactory } from "./trpc";

const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;

/** Calls procedures from a server page, through the same gates as the browser; failures arrive as TRPCError. */
export const getCaller = cache(async (): Promise<Caller> => createCaller(await currentRequest()));

/**
 * Loads what a page shows: `loadPage((caller) => caller.orders.get({...}))` or `loadPage(() => requireCtx(tenant))`.
 * Without a session it leads to sign-in and back to this address, with half a one to the code, and where a second factor is
 * required to setting it up; what is not the reader's is "not found".
 */
export async function loadPage<T>(load: (caller: Caller) => Promise<T>): Promise<T> {
  try {
    return await load(await getCaller());
  } catch (error) {
    const known = error instanceof TRPCError ? fromTrpc(error) : error;
    if (!(known instanceof AppError)) throw error;
    if (known.code === "UNAUTHENTICATED") {
      redirect(await backHere(known.reason === "second-factor" ? "/sign-in/code" : "/sign-in"));
    }
    if (known.reason === "factor-required") redirect(await backHere("/sign-in/second-factor"));
    if (known.code === "NOT_FOUND" || known.code === "INVALID") notFound();
    throw error;
  }
}

/** A page of sign-in that leads back to this address. */
async function backHere(page: string): Promise<Route> {
  // set by proxy.ts; sign-in follows paths of this site only
  const path = (await headers()).get("x-path") ?? "/";
  const url = new URL(path, "http://here");
  url.searchParams.delete("_rsc");
  // every page named above exists; the type cannot know what follows the question mark
  return `${page}?${new URLSearchParams({ next: `${url.pathname}${url.search}` })}` as Route;
}

/** One query client a request, for prefetching what the browser then finds in its cache (see components/trpc). */
export const pageQueries = cache(async () => {
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000 },
    },
  });
  const trpc = createTRPCOptionsProxy({ router: appRouter, ctx: await currentRequest(), queryClient });
  return { queryClient, trpc };
});
