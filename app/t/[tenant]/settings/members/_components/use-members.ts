"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";

const everyHalfMinute = { refetchInterval: 30_000 };

export function useMembers() {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  return useQuery({ ...trpc.members.list.queryOptions({ tenant }), ...everyHalfMinute });
}

export function useInvitations() {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  return useQuery({ ...trpc.members.invitations.queryOptions({ tenant }), ...everyHalfMinute });
}

/** Asks anew for members, invitations and the reader's own role. */
export function useRefreshPeople(): () => Promise<unknown> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useCallback(
    () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: trpc.members.pathKey() }),
        queryClient.invalidateQueries({ queryKey: trpc.tenants.pathKey() }),
      ]),
    [queryClient, trpc],
  );
}

const reasons = [
  "owners-only",
  "last-owner",
  "invitations",
  "invitation-used",
  "invitation-revoked",
  "member",
] as const;

/** Why an act on people was refused, in words; undefined when it was not. */
export function usePeopleFault(error: unknown): string | undefined {
  const t = useTranslations("members.refused");
  const faults = useFaults(error, []);
  const known = reasons.find((reason) => reason === errorDataOf(error)?.reason);
  return known ? t(known) : faults.whole;
}
