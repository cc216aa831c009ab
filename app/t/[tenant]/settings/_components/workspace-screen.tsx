"use client";

import { useTranslations } from "next-intl";
import { QueryError } from "@/components/trpc/query-error";
import { CopyButton } from "@/components/ui/copy-button";
import { Skeleton } from "@/components/ui/skeleton";
import { DeletionPart } from "./deletion-part";
import { IdentityForm } from "./identity-form";
import { IdentityView } from "./identity-view";
import { LegalEntitiesPart } from "./legal-entities-part";
import { SettingsPart } from "./settings-part";
import { useTenant } from "./use-tenant";

/** Name, colour and zone; an agency's code; the companies; the end. Who may not change them reads why. */
export function WorkspaceScreen() {
  const t = useTranslations("workspace");
  const query = useTenant();
  const tenant = query.data;
  if (query.isError && !tenant) {
    return (
      <div className="p-6 max-desk:px-4">
        <QueryError title={t("failed")} query={query} />
      </div>
    );
  }
  if (!tenant) {
    return (
      <div className="p-6 max-desk:px-4">
        <Skeleton width="min(420px, 80%)" height={36} />
      </div>
    );
  }
  const mayConfigure = tenant.can.includes("tenant.configure");
  const shown = `${tenant.name}\n${tenant.hue}\n${tenant.zone}`;
  return (
    <div className="max-w-220 px-6 max-desk:px-4">
      <SettingsPart title={t("identity.title")} note={t("identity.note")}>
        {mayConfigure ? <IdentityForm key={shown} tenant={tenant} /> : <IdentityView tenant={tenant} />}
      </SettingsPart>
      {tenant.kind === "agency" && (
        <SettingsPart title={t("code.title")} note={t("code.note")}>
          <p className="flex items-center gap-1">
            <code className="font-mono text-12 break-all">{tenant.id}</code>
            <CopyButton text={tenant.id} label={t("code.copy")} />
          </p>
        </SettingsPart>
      )}
      <LegalEntitiesPart mayChange={mayConfigure} />
      <DeletionPart tenant={tenant} />
    </div>
  );
}
