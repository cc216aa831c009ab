"use client";

import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { QueryError } from "@/components/trpc/query-error";
import { Notice } from "@/components/ui/notice";
import { CompanyRow } from "./company-row";
import { FactorRows } from "./factor-rows";
import { NotifyRow } from "./notify-row";
import { SessionList } from "./session-list";
import { useSecurity } from "./use-security";

/** How the reader signs in, and where they are signed in. */
export function SecuritySection() {
  const t = useTranslations("security");
  const query = useSecurity();
  const { data, error } = query;
  return (
    <section id="security" aria-labelledby="security-title" className="mb-7 scroll-mt-4">
      <h2 id="security-title" className="pb-2 font-semibold">
        {t("title")}
      </h2>
      {!data && error && <QueryError title={t("failed")} query={query} />}
      {!data && !error && <div aria-busy="true" className="h-60 border-t border-line" />}
      {data && (
        <>
          {data.isSimulated && data.factorSince === null && (
            <div className="pb-3">
              <Notice icon={Info} tone="grey" title={t("demoTitle")}>
                {t("demo")}
              </Notice>
            </div>
          )}
          <div className="border-t border-line">
            <FactorRows security={data} />
            <CompanyRow security={data} />
            <NotifyRow security={data} />
          </div>
          <SessionList sessions={data.sessions} />
        </>
      )}
    </section>
  );
}
