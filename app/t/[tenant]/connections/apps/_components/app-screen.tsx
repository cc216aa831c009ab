"use client";

import { useTranslations } from "next-intl";
import { PageShell } from "@/components/frame/page-shell";
import { placeHref } from "@/components/frame/place-href";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { NoWayIn } from "../../_components/no-way-in";
import { useApps } from "../../_components/use-connections";
import { AppForm } from "./app-form";
import { DisableApp } from "./disable-app";

/** Registers a developer app or changes one. */
export function AppScreen({ id }: { id: string | null }) {
  const t = useTranslations("connections");
  const { base } = useWorkspace();
  const can = useCan();
  const app = useApps().data?.find((one) => one.id === id);
  const path = [
    { label: t("title"), href: placeHref(base, "/connections") },
    { label: t("sections.apps"), href: placeHref(base, "/connections/apps") },
  ];
  return (
    <PageShell title={app?.name ?? t("apps.add")} path={path}>
      {can("app.manage") ? (
        <div className="grid max-w-190 gap-8 px-6 py-6 max-desk:px-4">
          <AppForm key={app?.id ?? "new"} app={app} />
          {app && app.state !== "disabled" && <DisableApp app={app} />}
        </div>
      ) : (
        <NoWayIn>{t("apps.notManage")}</NoWayIn>
      )}
    </PageShell>
  );
}
