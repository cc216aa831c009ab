"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { LegalEntityForm } from "./legal-entity-form";
import { LegalEntityItem } from "./legal-entity-item";
import { SettingsPart } from "./settings-part";

/** The companies under which this workspace sells and bills; one form at a time, in the place of what it changes. */
export function LegalEntitiesPart({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("workspace.entities");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const query = useQuery(trpc.legalEntities.list.queryOptions({ tenant }));
  /** id of the one that is changed, "new", or none */
  const [open, setOpen] = useState<string | null>(null);
  const close = () => setOpen(null);
  return (
    <SettingsPart title={t("title")} note={t("note")}>
      {query.isError && !query.data && <QueryError title={t("failed")} query={query} />}
      {query.isPending && <Skeleton />}
      {query.data?.length === 0 && open === null && <p className="pb-3 text-ink-2">{t("empty")}</p>}
      {query.data && query.data.length > 0 && (
        <ul className="mb-3 border-t border-line">
          {query.data.map((entity) => (
            <li key={entity.id} className="border-b border-line">
              {open === entity.id ? (
                <LegalEntityForm entity={entity} onClose={close} />
              ) : (
                <LegalEntityItem entity={entity} mayChange={mayChange} onChange={() => setOpen(entity.id)} />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && query.data && open !== "new" && (
        <Button icon={Plus} onClick={() => setOpen("new")}>
          {t("add")}
        </Button>
      )}
      {open === "new" && <LegalEntityForm onClose={close} />}
    </SettingsPart>
  );
}
