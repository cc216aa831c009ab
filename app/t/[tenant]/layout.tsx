import type { Route } from "next";
import type { ReactNode } from "react";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { ProvideTrpc } from "@/components/trpc/provide-trpc";
import { loadPage, pageQueries } from "@/server/routers/caller";
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
  const { queryClient, trpc } = await pageQueries();
  await Promise.all([
    queryClient.prefetchQuery(trpc.dashboards.freshness.queryOptions({ tenant })),
    queryClient.prefetchQuery(trpc.dashboards.markets.queryOptions({ tenant })),
    queryClient.prefetchQuery(trpc.dashboards.due.queryOptions({ tenant, by: "due" })),
  ]);
  const choice = (one: {
    id: string;
    name: string;
    hue: number;
    role: (typeof tenants)[number]["role"];
  }) => ({
    ...one,
    href: `/t/${one.id}` as Route,
  });
  return (
    <ProvideTrpc>
      <HydrateQueries queryClient={queryClient}>
        <ProvideMessages modules={["home", "orders", "order", "first-run", "views", "violations"]}>
          <WorkspaceFrame
            tenant={choice({ ...current, role: current.role ?? "viewer" })}
            tenants={tenants.map(choice)}
            person={{ name: me.name, email: me.email }}
          >
            {children}
          </WorkspaceFrame>
        </ProvideMessages>
      </HydrateQueries>
    </ProvideTrpc>
  );
}
