"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Lock, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { StepUp } from "@/components/security/step-up";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Countdown } from "@/components/ui/countdown";
import { DateTime } from "@/components/ui/date-time";
import { Skeleton } from "@/components/ui/skeleton";
import { KeepTenant } from "../../_components/keep-tenant";
import { SettingsPart } from "./settings-part";
import type { TenantNow } from "./use-tenant";

/** The end of a workspace: what it takes away, and until when it can be stopped. */
export function DeletionPart({ tenant }: { tenant: TenantNow }) {
  const t = useTranslations("workspace.deletion");
  const mayDelete = tenant.can.includes("tenant.delete");
  return (
    <SettingsPart title={t("title")} note={t("note")}>
      {tenant.endsAt ? (
        <Ending endsAt={tenant.endsAt} mayKeep={mayDelete} />
      ) : mayDelete ? (
        <AskDeletion tenant={tenant} />
      ) : (
        <p className="flex gap-1.5 text-ink-2">
          <Lock size={13} aria-hidden="true" className="mt-1 text-ink-3" />
          {t("notYours")}
        </p>
      )}
    </SettingsPart>
  );
}

function Ending({ endsAt, mayKeep }: { endsAt: Date; mayKeep: boolean }) {
  const t = useTranslations("workspace.deletion");
  return (
    <div className="grid justify-items-start gap-3">
      <p>
        {t.rich("ending", { when: () => <DateTime key="when" at={endsAt} form="full" /> })}{" "}
        <Countdown dueAt={endsAt} />
      </p>
      <p className="text-ink-2">{mayKeep ? t("keepText") : t("keepNotYours")}</p>
      {mayKeep && <KeepTenant />}
    </div>
  );
}

function AskDeletion({ tenant }: { tenant: TenantNow }) {
  const t = useTranslations("workspace.deletion");
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const contents = useQuery(trpc.tenants.contents.queryOptions({ tenant: tenant.id }));
  const ask = useMutation(
    trpc.tenants.askDeletion.mutationOptions({
      onSuccess: async () => {
        setAsked(false);
        await queryClient.invalidateQueries({ queryKey: trpc.tenants.pathKey() });
        router.refresh();
      },
    }),
  );
  const faults = useFaults(ask.error, ["typedWord"]);
  const run = () => ask.mutate({ tenant: tenant.id, typedWord: tenant.name });
  const close = () => {
    ask.reset();
    setAsked(false);
  };
  if (contents.isError && !contents.data) {
    return <QueryError title={t("failed")} query={contents} />;
  }
  if (!contents.data) return <Skeleton />;
  const { orders, connections, members, agencies } = contents.data;
  const effects = [
    t("effects.reading", { connections }),
    t("effects.rows", { orders }),
    t("effects.people", { members, agencies }),
    t("effects.tokens"),
    t("effects.backups"),
  ];
  return (
    <div className="grid justify-items-start gap-3">
      <p>{t("text")}</p>
      <ul className="grid list-disc gap-1 pl-4.5 text-ink-2 marker:text-ink-3">
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <Button variant="danger" icon={Trash2} onClick={() => setAsked(true)}>
        {t("act")}
      </Button>
      <StepUp error={ask.error} onGiven={run} onClose={close}>
        <ConfirmDialog
          open={isAsked}
          onClose={close}
          onConfirm={run}
          title={t("ask", { name: tenant.name })}
          description={t("askText", { orders, connections })}
          act={t("act")}
          word={tenant.name}
          pending={ask.isPending}
          error={faults.of("typedWord") ?? faults.whole}
        />
      </StepUp>
    </div>
  );
}
