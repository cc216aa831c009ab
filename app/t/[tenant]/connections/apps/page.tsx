import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { can } from "@/server/access/context";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { AppsScreen } from "./_components/apps-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections.apps"))("title") };
}

/** The workspace's own developer apps. */
export default async function AppsPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  const ctx = await loadPage(() => requireCtx(tenant));
  const { queryClient, trpc } = await pageQueries();
  await Promise.all([
    queryClient.prefetchQuery(trpc.connections.list.queryOptions({ tenant })),
    can(ctx, "app.view") && queryClient.prefetchQuery(trpc.connections.apps.queryOptions({ tenant })),
  ]);
  return (
    <ProvideMessages modules={["connections", "violations"]}>
      <HydrateQueries queryClient={queryClient}>
        <AppsScreen />
      </HydrateQueries>
    </ProvideMessages>
  );
}
