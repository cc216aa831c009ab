"use client";

import { useQuery } from "@tanstack/react-query";
import { LogOut, Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useAddressState } from "@/components/data-table/use-address-state";
import { type Command, useRegisterCommands } from "@/components/frame/command-registry";
import { GlobalKeys } from "@/components/frame/global-keys";
import { formatNumber } from "@/components/i18n/format-number";
import { useReader } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Input } from "@/components/ui/input";
import { Mark } from "@/components/ui/mark";
import { tenantOrder } from "@/server/modules/dashboards/tenant-rules";
import { CreateAgency } from "./create-agency";
import { searchTenants } from "./tenant-health";
import { TenantList, TenantSkeleton } from "./tenant-list";

const address = { q: { parse: (text: string) => text.slice(0, 100), serialize: (text: string) => text } };
const noKeys = {};

/** All workspaces of a person, the worst first, found by name or agency. */
export function TenantsScreen({ email }: { email: string }) {
  const t = useTranslations("agencies.all");
  const trpc = useTRPC();
  const { locale } = useReader();
  const [{ q }, setAddress] = useAddressState<{ q: string | null }>(address, noKeys);
  const [isCreating, setCreating] = useState(false);
  useRegisterCommands(useSearchKey());
  const query = useQuery({ ...trpc.dashboards.tenants.queryOptions(), refetchInterval: 60_000 });
  const rows = useMemo(() => query.data?.toSorted(tenantOrder(locale)), [query.data, locale]);
  const found = rows && searchTenants(rows, q ?? "");
  const mayCreate = rows?.some((row) => row.role === "owner" && row.via === null) ?? false;
  return (
    <div className="flex h-dvh flex-col bg-surface">
      <GlobalKeys />
      <header className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-6 py-2 max-desk:px-4">
        <Link href="/" aria-label="Oakline">
          <Mark className="size-4.5" />
        </Link>
        <h1 className="text-15 font-semibold">
          {t("title")}
          {rows && rows.length > 0 && (
            <span className="pl-2 text-13 font-normal text-ink-3">{formatNumber(rows.length, locale)}</span>
          )}
        </h1>
        {rows && rows.length > 0 && (
          <span className="w-64 max-desk:order-last max-desk:w-full">
            <Input
              id="tenant-search"
              type="search"
              size="normal"
              value={q ?? ""}
              onChange={(event) => setAddress({ q: event.target.value || null })}
              aria-label={t("search")}
              aria-keyshortcuts="/"
              placeholder={t("search")}
              autoComplete="off"
            />
          </span>
        )}
        <span className="ml-auto flex items-center gap-2">
          {mayCreate && (
            <Button icon={Plus} onClick={() => setCreating(true)}>
              {t("create")}
            </Button>
          )}
          <SignOut email={email} />
        </span>
      </header>
      <main id="work" className="min-h-0 flex-1 overflow-y-auto">
        {!rows && query.isError && (
          <div className="p-6 max-desk:p-4">
            <QueryError title={t("failedToLoad")} query={query} />
          </div>
        )}
        {!rows && !query.isError && <TenantSkeleton />}
        {rows?.length === 0 && <Empty>{t("empty", { email })}</Empty>}
        {found && rows.length > 0 && found.length === 0 && (
          <Empty action={<Button onClick={() => setAddress({ q: null })}>{t("clear")}</Button>}>
            {t("nothingFound", { query: q ?? "" })}
          </Empty>
        )}
        {found && found.length > 0 && <TenantList key={q ?? ""} rows={found} />}
      </main>
      {isCreating && <CreateAgency onClose={() => setCreating(false)} />}
    </div>
  );
}

function useSearchKey(): readonly Command[] {
  const t = useTranslations("agencies.all");
  return useMemo(
    () => [
      {
        id: "tenant-search",
        keys: "/",
        label: t("search"),
        scope: "page",
        run: () => document.getElementById("tenant-search")?.focus(),
      },
    ],
    [t],
  );
}

function SignOut({ email }: { email: string }) {
  const t = useTranslations("signin.chooser");
  return (
    <form action="/api/auth/sign-out" method="post" className="flex items-center gap-3">
      <span className="text-12 text-ink-3 max-full:hidden">{t("signedInAs", { email })}</span>
      <Button type="submit" icon={LogOut}>
        <span className="max-desk:sr-only">{t("signOut")}</span>
      </Button>
    </form>
  );
}
