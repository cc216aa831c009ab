"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { PageShell } from "@/components/frame/page-shell";
import { placeHref } from "@/components/frame/place-href";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { QueryError } from "@/components/trpc/query-error";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { Skeleton } from "@/components/ui/skeleton";
import { AppState, maskId, SecretClock } from "../../_components/app-words";
import type { DeveloperApp } from "../../_components/connection-types";
import { NoWayIn } from "../../_components/no-way-in";
import { SectionLinks } from "../../_components/section-links";
import { useApps, useConnections } from "../../_components/use-connections";

const skeletonRows = ["a", "b"];

/** The workspace's developer apps: state, secret, and how many accounts go through each. */
export function AppsScreen() {
  const t = useTranslations("connections.apps");
  const { base } = useWorkspace();
  const can = useCan();
  const query = useApps();
  const mayManage = can("app.manage");
  const add = mayManage && (
    <Link href={placeHref(base, "/connections/apps/new")} className={buttonClass({ variant: "primary" })}>
      <Plus size={14} aria-hidden="true" />
      {t("add")}
    </Link>
  );
  return (
    <PageShell title={t("title")} acts={<SectionLinks current="apps" />}>
      {!can("app.view") ? (
        <NoWayIn>{t("notYours")}</NoWayIn>
      ) : (
        <>
          <div className="flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-1 px-6 max-desk:px-4 max-desk:py-1.5">
            <h2 className="font-semibold">{t("own")}</h2>
            <span className="text-12 text-ink-2">{t("note")}</span>
            {query.data && query.data.length > 0 && <span className="ml-auto">{add}</span>}
          </div>
          {query.isError && !query.data && (
            <div className="px-6 max-desk:px-4">
              <QueryError title={t("failed")} query={query} />
            </div>
          )}
          {query.data?.length === 0 && (
            <Empty action={add}>{mayManage ? t("empty") : t("emptyReadOnly")}</Empty>
          )}
          <ul className="border-b border-line">
            {query.data?.map((app) => (
              <AppItem key={app.id} app={app} mayManage={mayManage} />
            ))}
            {query.isPending &&
              skeletonRows.map((row) => (
                <li key={row} className="flex h-13 items-center border-t border-line px-6">
                  <Skeleton />
                </li>
              ))}
          </ul>
        </>
      )}
    </PageShell>
  );
}

function AppItem({ app, mayManage }: { app: DeveloperApp; mayManage: boolean }) {
  const t = useTranslations("connections");
  const { base } = useWorkspace();
  const used = useConnections().data?.filter((row) => row.app === app.id).length;
  return (
    <li className="grid min-h-13 grid-cols-[minmax(0,1.2fr)_120px_minmax(0,1fr)_96px_72px] items-center gap-x-4 border-t border-line px-6 py-1.5 max-desk:grid-cols-[minmax(0,1fr)_max-content] max-desk:gap-y-1.5 max-desk:px-4 max-desk:py-3">
      <span className="grid min-w-0">
        <span className="truncate font-medium">{app.name}</span>
        <span className="truncate text-12 text-ink-2">
          {t(`app.visibilities.${app.visibility}`)}{" "}
          <span className="font-mono" title={app.clientId}>
            {maskId(app.clientId)}
          </span>
        </span>
      </span>
      <AppState app={app} />
      <SecretClock app={app} />
      <span className="text-12 text-ink-2 max-desk:text-right">
        {used !== undefined && t("apps.used", { count: used })}
      </span>
      <span className="text-right max-desk:col-span-2">
        {mayManage && (
          <Link
            href={placeHref(base, `/connections/apps/${app.id}`)}
            aria-label={t("apps.editName", { name: app.name })}
            className={buttonClass({ size: "row" })}
          >
            {t("apps.edit")}
          </Link>
        )}
      </span>
    </li>
  );
}
