"use client";

import { useMutation } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { showToast } from "@/components/ui/toast-queue";
import type { ConnectionRow } from "./connection-types";
import { connectionName } from "./connection-words";
import { leadToFactor } from "./lead-to-factor";
import { useRefreshReadings } from "./use-sync";

/** Where this connection is authorised anew by a pasted token. */
export function tokenHref(base: Route, row: Pick<ConnectionRow, "id">): Route {
  return placeHref(base, `/connections/connect?way=token&connection=${row.id}`);
}

/** Leads to Amazon's consent page of the connection's country, or to the form for a new token. */
export function useReauthorise(row: ConnectionRow) {
  const trpc = useTRPC();
  const router = useRouter();
  const { id: tenant, base } = useWorkspace();
  const begin = useMutation(
    trpc.connections.beginConsent.mutationOptions({
      onSuccess: ({ url }) => location.assign(url),
      // the form says what is wrong, and what else can be done
      onError: () =>
        router.push(
          placeHref(base, `/connections/connect?country=${row.country}&environment=${row.environment}`),
        ),
    }),
  );
  const run = () => {
    if (row.authorisation === "self") router.push(tokenHref(base, row));
    else {
      const { country, environment, app } = row;
      begin.mutate({ tenant, country, environment, app });
    }
  };
  return { run, isPending: begin.isPending || begin.isSuccess };
}

/** Stops or goes on with reading; a toast takes it back. */
export function usePause(row: ConnectionRow) {
  const t = useTranslations("connections");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const refresh = useRefreshReadings();
  const settled = { onSettled: refresh, onError: leadToFactor };
  const input = { tenant, connection: row.id };
  const name = connectionName(row);
  const pause = useMutation(trpc.connections.pause.mutationOptions(settled));
  const resume = useMutation(trpc.connections.resume.mutationOptions(settled));
  const undo = (run: () => void) => ({ label: common("undo"), run });
  return {
    pause: () =>
      pause.mutate(input, {
        onSuccess: () => showToast({ text: t("paused", { name }), undo: undo(() => resume.mutate(input)) }),
      }),
    resume: () =>
      resume.mutate(input, {
        onSuccess: () => showToast({ text: t("resumed", { name }), undo: undo(() => pause.mutate(input)) }),
      }),
    isPending: pause.isPending || resume.isPending,
    error: pause.error ?? resume.error,
  };
}
