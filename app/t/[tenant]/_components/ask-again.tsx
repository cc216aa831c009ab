"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";

/** A page that is not there may mean that the whole workspace is not there for this reader any more: the frame asks. */
export function AskAgain() {
  const queryClient = useQueryClient();
  const { id: tenant } = useWorkspace();
  const { queryKey } = useTRPC().tenants.current.queryOptions({ tenant });
  const own = useRef(queryKey);
  // outside system: the cache of answers
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: own.current });
  }, [queryClient]);
  return null;
}
