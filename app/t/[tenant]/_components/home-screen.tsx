"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { FirstRun } from "@/components/first-run/first-run";
import { PageShell } from "@/components/frame/page-shell";
import { useWorkspace } from "@/components/frame/workspace";
import { formatFullDay } from "@/components/i18n/format-date";
import { useNow, useReader } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { DueBlock } from "./due-block";
import { FreshnessBlock } from "./freshness-block";
import { MatrixBlock } from "./matrix-block";
import { WeeksBlock } from "./weeks-block";

const AgencyHome = lazy(() => import("./agency-home").then((module) => ({ default: module.AgencyHome })));

/** Work first, then where everything stands, how fresh it is, and what it is worth by week. */
export function HomeScreen() {
  const { kind } = useWorkspace();
  if (kind === "company") return <CompanyHome />;
  return (
    <Suspense>
      <AgencyHome />
    </Suspense>
  );
}

function CompanyHome() {
  const t = useTranslations("home");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const { zone, locale } = useReader();
  const now = useNow();
  const connections = useQuery(trpc.dashboards.freshness.queryOptions({ tenant })).data;
  return (
    <PageShell title={t("title")} note={formatFullDay(now, zone, locale)}>
      {connections?.length === 0 ? (
        <FirstRun />
      ) : (
        <>
          <DueBlock />
          <div className="grid gap-x-8 gap-y-8 px-6 pt-7 pb-8 max-desk:px-4 full:grid-cols-[minmax(0,1fr)_380px] wide:grid-cols-[minmax(0,1fr)_420px]">
            <MatrixBlock />
            <FreshnessBlock />
            <div className="min-w-0 full:col-span-2">
              <WeeksBlock />
            </div>
          </div>
        </>
      )}
    </PageShell>
  );
}
