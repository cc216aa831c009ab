"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import { wireFormat } from "@/server/platform/wire-format";
import type { AppRouter } from "@/server/routers/root";
import { errorDataOf } from "./error-data";

const context = createTRPCContext<AppRouter>();
/** Typed options for useQuery and useMutation: `useQuery(useTRPC().session.me.queryOptions())`. */
export const { useTRPC } = context;

/** Gives the pages below it the API and one cache. Only what can pass by waiting is tried again, twice. */
export function ProvideTrpc({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [httpBatchLink({ url: "/api/trpc", transformer: wireFormat, maxItems: 20, maxURLLength: 8000 })],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}

function makeQueryClient(): QueryClient {
  const queryClient: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => askForRole(queryClient, error) }),
    mutationCache: new MutationCache({ onError: (error) => askForRole(queryClient, error) }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (tries, error) => tries < 2 && mayPass(error),
      },
    },
  });
  return queryClient;
}

/** A refusal may mean that the reader's role or place has changed: the frame learns both anew, if it stands. */
function askForRole(queryClient: QueryClient, error: Error): void {
  const code = errorDataOf(error)?.code;
  if (code !== "FORBIDDEN" && code !== "NOT_FOUND") return;
  void queryClient.invalidateQueries({
    queryKey: [["tenants", "current"]],
    // one that was itself refused is asked again in its own time
    predicate: ({ state }) => state.status !== "error",
  });
}

function mayPass(error: Error): boolean {
  const data = errorDataOf(error);
  return data === null || ["ACORN_RATE_LIMITED", "ACORN_DOWN"].includes(data.code);
}
