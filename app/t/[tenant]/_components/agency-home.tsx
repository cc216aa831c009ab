"use client";

import { useQuery } from "@tanstack/react-query";
import { Rows3 } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { PageShell } from "@/components/frame/page-shell";
import { useWorkspace } from "@/components/frame/workspace";
import { formatFullDay } from "@/components/i18n/format-date";
import { useReader } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { buttonClass } from "@/components/ui/button-class";
import { CopyButton } from "@/components/ui/copy-button";
import { Empty } from "@/components/ui/empty";
import { Skeleton } from "@/components/ui/skeleton";
import { Swatch } from "@/components/ui/swatch";

/** An agency's own workspace: the code that clients grant access by, and the clients who did. */
export function AgencyHome() {
  const t = useTranslations("agencies.home");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const query = useQuery({ ...trpc.agencies.clients.queryOptions({ tenant }), refetchInterval: 60_000 });
  return (
    <PageShell
      title={t("title")}
      acts={
        <Link href="/t" className={buttonClass({})}>
          <Rows3 size={14} aria-hidden="true" />
          {t("all")}
        </Link>
      }
    >
      <section aria-labelledby="clients-title">
        <div className="flex min-h-11 flex-wrap items-baseline gap-x-2.5 px-6 pt-3 max-desk:px-4">
          <h2 id="clients-title" className="text-15 font-semibold">
            {t("clients")}
          </h2>
          <span className="text-12 text-ink-2">{t("clientsNote")}</span>
        </div>
        {!query.data && query.isError && (
          <div className="px-6 py-4 max-desk:px-4">
            <QueryError title={t("failedToLoad")} query={query} />
          </div>
        )}
        {query.isPending && (
          <div aria-busy="true" className="flex h-13 items-center border-t border-line px-6">
            <Skeleton width={220} />
          </div>
        )}
        {query.data?.length === 0 && <Empty>{t("none")}</Empty>}
        <ul className="border-b border-line empty:hidden">
          {query.data?.map((client) => (
            <Client key={client.id} client={client} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="code-title" className="px-6 pt-7 pb-8 max-desk:px-4">
        <h2 id="code-title" className="font-semibold">
          {t("code")}
        </h2>
        <p className="max-w-180 pt-1 text-ink-2">{t("codeLead")}</p>
        <p className="mt-3 inline-flex max-w-full items-center gap-2 rounded-6 border border-line-2 py-1 pr-1 pl-3">
          <code className="min-w-0 font-mono break-all select-all">{tenant}</code>
          <CopyButton text={tenant} label={t("copy")} />
        </p>
      </section>
    </PageShell>
  );
}

type ClientRow = {
  id: string;
  name: string;
  hue: number;
  role: "admin" | "manager" | "operator" | "viewer";
  connections: number | null;
  endsAt: Date | null;
  since: Date;
};

function Client({ client }: { client: ClientRow }) {
  const t = useTranslations("agencies");
  const roles = useTranslations("frame.tenant.role");
  const { zone, locale } = useReader();
  const day = (at: Date) => formatFullDay(at, zone, locale);
  return (
    <li className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-6 py-2 max-desk:px-4">
      <span className="flex min-w-0 flex-1 basis-60 items-center gap-2.5">
        <Swatch name={client.name} hue={client.hue} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{client.name}</span>
          <span className="block text-12 text-ink-3">
            {t("roleOf", { role: roles(client.role) })} ·{" "}
            {client.connections === null
              ? t("connections.all")
              : t("connections.some", { count: client.connections })}{" "}
            · {client.endsAt ? t("until", { day: day(new Date(client.endsAt.getTime() - 1)) }) : t("noEnd")}
          </span>
        </span>
      </span>
      <span className="text-12 text-ink-3">{t("home.since", { day: day(client.since) })}</span>
      <Link
        // every workspace has its page below /t
        href={`/t/${client.id}` as Route}
        aria-label={t("home.openName", { name: client.name })}
        className={`${buttonClass({ size: "row" })} ml-auto`}
      >
        {t("home.enter")}
      </Link>
    </li>
  );
}
