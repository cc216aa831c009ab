import type { Route } from "next";
import type { ReactNode } from "react";
import { firstTenants } from "@/components/frame/group-tenants";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { ProvideTrpc } from "@/components/trpc/provide-trpc";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { tenantEntry } from "./_components/tenant-entry";
import { WorkspaceFrame } from "./_components/workspace-frame";

type Props = { params: Promise<{ tenant: string }>; children: ReactNode };

/** The frame of one workspace. It is no gate: every page and procedure below asks for itself. */
export default async function WorkspaceLayout({ params, children }: Props) {
  const { tenant } = await params;
  const { current, tenants, me } = await loadPage(async (caller) => ({
    current: await caller.tenants.current({ tenant }),
    tenants: await caller.session.tenants(),
    me: await caller.session.me(),
  }));
  const { id, name, hue, kind, grant, role, can } = current;
  const { queryClient, trpc } = await pageQueries();
  queryClient.setQueryData(trpc.tenants.current.queryKey({ tenant }), current);
  await Promise.all([
    queryClient.prefetchQuery(trpc.dashboards.freshness.queryOptions({ tenant })),
    queryClient.prefetchQuery(trpc.dashboards.markets.queryOptions({ tenant })),
    queryClient.prefetchQuery(trpc.dashboards.due.queryOptions({ tenant, by: "due" })),
  ]);
  return (
    <ProvideTrpc>
      <HydrateQueries queryClient={queryClient}>
        <ProvideMessages modules={["home", "orders", "order", "first-run", "views", "violations"]}>
          <WorkspaceFrame
            tenant={{ id, name, hue, kind, grant, can, role: role ?? "viewer", href: `/t/${id}` as Route }}
            tenants={firstTenants(tenants.map(tenantEntry))}
            tenantCount={tenants.length}
            person={{ name: me.name, email: me.email }}
          >
            {children}
          </WorkspaceFrame>
        </ProvideMessages>
      </HydrateQueries>
    </ProvideTrpc>
  );
}
