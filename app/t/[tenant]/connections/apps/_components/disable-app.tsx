"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { DeveloperApp } from "../../_components/connection-types";
import { useConnections } from "../../_components/use-connections";
import { FormPart } from "../../connect/_components/form-part";

/** Takes an app out of use, as after a leak: all of its accounts pause at once. */
export function DisableApp({ app }: { app: DeveloperApp }) {
  const t = useTranslations("connections.apps");
  const router = useRouter();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id: tenant, base } = useWorkspace();
  const [isAsked, setAsked] = useState(false);
  const used =
    useConnections().data?.filter((row) => row.app === app.id && row.state === "active").length ?? 0;
  const disable = useMutation(
    trpc.connections.disableApp.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.connections.pathKey() });
        router.push(placeHref(base, "/connections/apps"));
      },
    }),
  );
  const faults = useFaults(disable.error);
  return (
    <FormPart title={t("disableTitle")}>
      <p className="pb-3 text-ink-2">{t("disableText", { count: used })}</p>
      <Button variant="danger" onClick={() => setAsked(true)}>
        {t("disable")}
      </Button>
      <ConfirmDialog
        open={isAsked}
        onClose={() => setAsked(false)}
        onConfirm={() => disable.mutate({ tenant, app: app.id })}
        title={t("disableAsk", { name: app.name })}
        description={t("disableText", { count: used })}
        act={t("disableAct", { name: app.name })}
        word={app.name}
        pending={disable.isPending}
        error={faults.whole}
      />
    </FormPart>
  );
}
