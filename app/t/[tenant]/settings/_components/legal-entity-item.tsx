"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { useReader } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast-queue";
import type { LegalEntity } from "./legal-entity-types";

type Props = { entity: LegalEntity; mayChange: boolean; onChange: () => void };

/** One company; putting it away can be taken back at once. */
export function LegalEntityItem({ entity, mayChange, onChange }: Props) {
  const t = useTranslations("workspace.entities");
  const { locale } = useReader();
  const archive = useArchive(entity);
  const faults = useFaults(archive.error, []);
  const country = new Intl.DisplayNames(locale, { type: "region" }).of(entity.country);
  return (
    <div className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-2 py-2">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium wrap-anywhere">{entity.name}</p>
        {/* Node and the browser may know a country by different names of the same list */}
        <p suppressHydrationWarning className="text-12 text-ink-2 wrap-anywhere">
          {[country, entity.registration, entity.addressLines.join(", ")].filter(Boolean).join(" · ")}
        </p>
        {faults.whole && (
          <p role="alert" className="text-12 text-red">
            {faults.whole}
          </p>
        )}
      </div>
      {mayChange && (
        <div className="flex gap-2">
          <Button size="row" onClick={onChange} aria-label={t("changeName", { name: entity.name })}>
            {t("change")}
          </Button>
          <Button
            size="row"
            variant="ghost"
            pending={archive.isPending}
            onClick={archive.run}
            aria-label={t("archiveName", { name: entity.name })}
          >
            {t("archive")}
          </Button>
        </div>
      )}
    </div>
  );
}

function useArchive(entity: LegalEntity) {
  const t = useTranslations("workspace.entities");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id: tenant } = useWorkspace();
  const refresh = () =>
    queryClient.invalidateQueries({ queryKey: trpc.legalEntities.list.queryKey({ tenant }) });
  const archive = useMutation(trpc.legalEntities.archive.mutationOptions({ onSuccess: refresh }));
  const set = (isArchived: boolean) => ({ tenant, legalEntity: entity.id, isArchived });
  const run = () =>
    // outlives this row, which the list takes away
    archive
      .mutateAsync(set(true))
      .then(() =>
        showToast({
          text: t("archived", { name: entity.name }),
          undo: { label: common("undo"), run: () => archive.mutate(set(false)) },
        }),
      )
      .catch(() => undefined);
  return { run, error: archive.error, isPending: archive.isPending };
}
