import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readAddress } from "@/components/data-table/address-state";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { requestPreferences } from "@/components/i18n/request-preferences";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { openDefaultView } from "@/components/views/open-default-view";
import { loadPage, pageQueries } from "@/server/routers/caller";
import {
  auditFilterKeys,
  auditFilterParsers,
  auditPageSize,
  toAuditFilter,
} from "./_components/audit-filters";
import { AuditScreen } from "./_components/audit-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Who did what in this workspace, as whom, from where, and the proof that nobody has changed it since. */
export default async function AuditPage({ params, searchParams }: Props) {
  const { tenant } = await params;
  const { role } = await loadPage((caller) => caller.tenants.current({ tenant }));
  const [search, preferences] = await Promise.all([searchParams, requestPreferences()]);
  const { queryClient, trpc } = await pageQueries();
  const views = await queryClient.fetchQuery(trpc.views.list.queryOptions({ tenant, grid: "audit" }));
  openDefaultView({ views, role, search, path: `/t/${tenant}/settings/audit` });
  const filters = readAddress(auditFilterParsers, auditFilterKeys, (name) => [search[name]].flat()[0]);
  const filter = toAuditFilter(filters, preferences.zone ?? "UTC");
  await Promise.all([
    queryClient.prefetchInfiniteQuery(
      trpc.audit.list.infiniteQueryOptions(
        { tenant, filter, limit: auditPageSize },
        { getNextPageParam: (page) => page.nextCursor },
      ),
    ),
    queryClient.prefetchQuery(trpc.audit.count.queryOptions({ tenant, filter })),
    queryClient.prefetchQuery(trpc.audit.facets.queryOptions({ tenant })),
  ]);
  return (
    <ProvideMessages modules={["settings", "audit", "views", "violations"]}>
      <HydrateQueries queryClient={queryClient}>
        <AuditScreen />
      </HydrateQueries>
    </ProvideMessages>
  );
}
