"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useMemo } from "react";
import { Frame } from "@/components/frame/frame";
import type { FrameActs, FrameModel, FrameTenant, TenantEntry } from "@/components/frame/frame-model";
import { PageShell } from "@/components/frame/page-shell";
import { placeHref } from "@/components/frame/place-href";
import { WorkspaceContext } from "@/components/frame/workspace";
import { useNow } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { frameFreshness, frameStates } from "./frame-figures";
import { tenantEntry } from "./tenant-entry";
import { useCurrentTenant } from "./use-current-tenant";
import { useLastTenant } from "./use-last-tenant";

type Props = {
  tenant: FrameTenant;
  tenants: readonly TenantEntry[];
  tenantCount: number;
  person: { name: string; email: string };
  children: ReactNode;
};

const everyMinute = { refetchInterval: 60_000 };

const LostAccess = lazy(() =>
  import("../../_components/lost-access").then((module) => ({ default: module.LostAccess })),
);

/** The workspace in its frame, as long as its reader may be here. */
export function WorkspaceFrame(props: Props) {
  const tenant = useCurrentTenant(props.tenant);
  if (tenant) return <LiveFrame {...props} tenant={tenant} />;
  return (
    <Suspense>
      <LostAccess name={props.tenant.name} />
    </Suspense>
  );
}
// hardly ever there, so its code is not part of any page
const EndingBanner = lazy(() =>
  import("./ending-banner").then((module) => ({ default: module.EndingBanner })),
);

/** The frame with its figures: what is open, how fresh everything is, and what search finds. */
function LiveFrame({ tenant, tenants, tenantCount, person, children }: Props) {
  const trpc = useTRPC();
  const now = useNow();
  const acts = useFrameActs(tenant);
  useLastTenant(tenant.id);
  const input = { tenant: tenant.id };
  const current = useQuery({ ...trpc.tenants.current.queryOptions(input), ...everyMinute }).data;
  const freshness = useQuery({ ...trpc.dashboards.freshness.queryOptions(input), ...everyMinute }).data;
  const markets = useQuery({ ...trpc.dashboards.markets.queryOptions(input), ...everyMinute }).data;
  const due = useQuery({
    ...trpc.dashboards.due.queryOptions({ ...input, by: "due" }),
    ...everyMinute,
  }).data;
  const model: FrameModel = useMemo(
    () => ({
      tenant,
      tenants,
      tenantCount,
      base: tenant.href,
      states: frameStates({ freshness, markets, due: due?.total, late: due?.rows }, now),
      freshness: frameFreshness(freshness ?? [], now),
      alerts: { count: 0, href: null },
      person: { ...person, profileHref: placeHref(tenant.href, "/profile") },
      sandbox: false,
    }),
    [tenant, tenants, tenantCount, person, freshness, markets, due, now],
  );
  return (
    <WorkspaceContext value={{ ...tenant, base: tenant.href }}>
      <Frame
        model={model}
        acts={acts}
        notice={
          current?.endsAt && (
            <Suspense>
              <EndingBanner name={current.name} endsAt={current.endsAt} can={current.can} />
            </Suspense>
          )
        }
      >
        {/* the bar is there before any page of the workspace, so no page carries its code again */}
        <Suspense fallback={<PageShell title="">{null}</PageShell>}>{children}</Suspense>
      </Frame>
    </WorkspaceContext>
  );
}

function useFrameActs(tenant: FrameTenant): FrameActs {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate: keep } = useMutation(trpc.session.updateProfile.mutationOptions());
  const { mutateAsync: pin } = useMutation(trpc.session.pinTenant.mutationOptions());
  return useMemo(
    () => ({
      onSignOut: async () => (await import("./post-sign-out")).postSignOut(),
      onPreference: (key, value) => keep({ [key]: value }),
      onTenants: async () => {
        const all = await queryClient.fetchQuery({ ...trpc.session.tenants.queryOptions(), staleTime: 0 });
        return all.map(tenantEntry);
      },
      onPin: (id, isPinned) => pin({ tenant: id, isPinned }),
      onSearch: async (text) => {
        const { searchOrders } = await import("./search-orders");
        return searchOrders({ queryClient, trpc, tenant }, text);
      },
    }),
    [keep, pin, queryClient, trpc, tenant],
  );
}
