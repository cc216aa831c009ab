"use client";

import { useTranslations } from "next-intl";
import { PageShell } from "@/components/frame/page-shell";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";
import { QueryError } from "@/components/trpc/query-error";
import { SandboxStrip } from "@/components/ui/sandbox-strip";
import type { ConnectionRow } from "../../../_components/connection-types";
import { connectionName } from "../../../_components/connection-words";
import { NoWayIn } from "../../../_components/no-way-in";
import { useConnections } from "../../../_components/use-connections";
import { useShadow } from "../../../_components/use-shadow";
import { ShadowEmpty } from "./shadow-empty";
import { ShadowHead } from "./shadow-head";
import { ShadowList } from "./shadow-list";
import { ShadowSkeleton } from "./shadow-skeleton";

/** How often the answers of one account would have been right, and each of them against Amazon's. */
export function ShadowScreen({ id }: { id: string }) {
  const t = useTranslations("connections");
  const { base } = useWorkspace();
  const row = useConnections().data?.find((one) => one.id === id);
  const accounts = { label: t("title"), href: placeHref(base, "/connections") };
  if (!row) {
    return (
      <PageShell title={t("shadow.title")} path={[accounts]}>
        <NoWayIn>{t("gone")}</NoWayIn>
      </PageShell>
    );
  }
  const account = { label: connectionName(row), href: placeHref(base, `/connections/${row.id}`) };
  return (
    <PageShell title={t("shadow.title")} path={[accounts, account]}>
      {row.environment === "sandbox" ? (
        <>
          <SandboxStrip />
          <NoWayIn>{t("shadow.ofSandbox")}</NoWayIn>
        </>
      ) : (
        <Report row={row} />
      )}
    </PageShell>
  );
}

function Report({ row }: { row: ConnectionRow }) {
  const t = useTranslations("connections.shadow");
  const query = useShadow(row);
  const report = query.data;
  return (
    <>
      <ShadowHead row={row} rows={report?.rows} isLoading={query.isPending} />
      {!report && query.isError && (
        <div className="p-6 max-desk:p-4">
          <QueryError title={t("failed")} query={query} />
        </div>
      )}
      {query.isPending && <ShadowSkeleton />}
      {report?.rows.length === 0 && <ShadowEmpty row={row} />}
      {report && report.rows.length > 0 && (
        <ShadowList connection={row.id} rows={report.rows} total={report.total} />
      )}
    </>
  );
}
