import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { can } from "@/server/access/context";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { SettingsShell } from "./_components/settings-shell";
import { WorkspaceScreen } from "./_components/workspace-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

/** The workspace itself: how it is called, under which companies it sells, and its end. */
export default async function SettingsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  const ctx = await loadPage(() => requireCtx(tenant));
  const { queryClient, trpc } = await pageQueries();
  await Promise.all([
    queryClient.prefetchQuery(trpc.tenants.current.queryOptions({ tenant })),
    queryClient.prefetchQuery(trpc.legalEntities.list.queryOptions({ tenant })),
    can(ctx, "tenant.delete") && queryClient.prefetchQuery(trpc.tenants.contents.queryOptions({ tenant })),
  ]);
  return (
    <ProvideMessages modules={["settings", "workspace", "violations"]}>
      <HydrateQueries queryClient={queryClient}>
        <SettingsShell>
          <WorkspaceScreen />
        </SettingsShell>
      </HydrateQueries>
    </ProvideMessages>
  );
}
