"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { useRowKeys } from "@/components/data-table/use-row-keys";
import { FirstRun } from "@/components/first-run/first-run";
import { PageShell } from "@/components/frame/page-shell";
import { placeHref } from "@/components/frame/place-href";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { useNow } from "@/components/i18n/reader";
import { QueryError } from "@/components/trpc/query-error";
import { buttonClass } from "@/components/ui/button-class";
import { SandboxStrip } from "@/components/ui/sandbox-strip";
import { ConnectionDetail } from "./connection-detail";
import { healthOf, worstOf } from "./connection-health";
import { ConnectionItem } from "./connection-item";
import { ConnectionSkeleton, ConnectionTable, ConnectionTableHead } from "./connection-table";
import type { ConnectionRow } from "./connection-types";
import { ConsentAnswer } from "./consent-answer";
import type { Answer } from "./read-answer";
import { SectionLinks } from "./section-links";
import { useConnections } from "./use-connections";

/** All vendor accounts: how they are, how fresh their orders are, and the next act for each. */
export function ConnectionsScreen({ answer }: { answer: Answer | null }) {
  const t = useTranslations("connections");
  const query = useConnections();
  const rows = query.data;
  const isEmpty = rows?.length === 0;
  return (
    <PageShell title={t("title")} acts={<SectionLinks current="connections" />}>
      <ConsentAnswer answer={answer} rows={rows} />
      {!rows && query.isError && (
        <div className="p-6 max-desk:p-4">
          <QueryError title={t("failedToLoad")} query={query} />
        </div>
      )}
      {!rows && !query.isError && (
        <>
          <div className="min-h-11" />
          <ConnectionSkeleton />
        </>
      )}
      {isEmpty && <FirstRun />}
      {rows && !isEmpty && <Lists rows={rows} />}
    </PageShell>
  );
}

function Lists({ rows }: { rows: readonly ConnectionRow[] }) {
  const t = useTranslations("connections");
  const roles = useTranslations("frame.tenant.role");
  const router = useRouter();
  const { base, role } = useWorkspace();
  const can = useCan();
  const now = useNow();
  const [chosen, setChosen] = useState<string | null>(null);
  const production = rows.filter((row) => row.environment === "production");
  const sandbox = rows.filter((row) => row.environment === "sandbox");
  const shown = useMemo(
    () => [...rows].sort((a, b) => Number(a.environment === "sandbox") - Number(b.environment === "sandbox")),
    [rows],
  );
  const cursor = shown.find((row) => row.id === chosen) ?? worstOf(shown, now);
  const primary = (["unauthorised", "consentEnds"] as const)
    .map((health) => shown.find((row) => healthOf(row, now) === health))
    .find((row) => row !== undefined);
  const at = shown.findIndex((row) => row.id === cursor?.id);
  const move = useCallback(
    (by: 1 | -1) => {
      const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
      if (!next) return;
      setChosen(next.id);
      document.getElementById(`connection ${next.id}`)?.scrollIntoView({ block: "nearest" });
    },
    [shown, at],
  );
  const open = useCallback(() => {
    if (cursor) router.push(placeHref(base, `/connections/${cursor.id}`));
  }, [router, base, cursor]);
  useRowKeys({ move, open });
  const item = (row: ConnectionRow) => (
    <ConnectionItem
      key={row.id}
      row={row}
      isCursor={row.id === cursor?.id}
      isPrimary={row.id === primary?.id}
      onFocus={() => setChosen(row.id)}
    />
  );
  return (
    <>
      <section aria-labelledby="production-title">
        <div className="flex min-h-11 items-center gap-x-4 gap-y-1 px-6 max-desk:min-h-14 max-desk:flex-wrap max-desk:px-4 max-desk:py-2">
          <h2 id="production-title" className="min-w-0 font-semibold">
            {t("production")}{" "}
            <span className="ml-1.5 text-12 font-normal text-ink-2 max-desk:ml-0 max-desk:block">
              {t("count", {
                count: production.length,
                regions: new Set(production.map((row) => row.region)).size,
              })}
            </span>
          </h2>
          <span className="ml-auto">
            {can("connection.connect") ? (
              <ConnectLink isPrimary={primary === undefined} />
            ) : (
              <span className="block text-12 text-ink-2">{t("readOnly", { role: roles(role) })}</span>
            )}
          </span>
        </div>
        {production.length > 0 ? (
          <ConnectionTable label={t("production")}>
            <ConnectionTableHead />
            {production.map(item)}
          </ConnectionTable>
        ) : (
          <p className="border-t border-line px-6 py-4 text-ink-2 max-desk:px-4">{t("noProduction")}</p>
        )}
        <div className="border-t border-line" />
      </section>
      {sandbox.length > 0 && (
        <section aria-label={t("sandbox")} className="mt-5">
          <SandboxStrip />
          <ConnectionTable label={t("sandbox")}>
            <div className="[&>div:first-child]:border-t-0">{sandbox.map(item)}</div>
          </ConnectionTable>
          <div className="border-t border-line" />
        </section>
      )}
      {cursor && (
        <div className="px-6 pt-6 pb-8 max-full:hidden">
          <ConnectionDetail key={cursor.id} row={cursor} />
        </div>
      )}
    </>
  );
}

function ConnectLink({ isPrimary }: { isPrimary: boolean }) {
  const t = useTranslations("connections.acts");
  const { base } = useWorkspace();
  return (
    <Link
      href={placeHref(base, "/connections/connect")}
      className={buttonClass({ variant: isPrimary ? "primary" : "secondary" })}
    >
      <Plus size={14} aria-hidden="true" />
      {t("connect")}
    </Link>
  );
}
