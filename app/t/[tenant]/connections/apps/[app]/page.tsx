import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { can } from "@/server/access/context";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { AppScreen } from "../_components/app-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections.apps"))("title") };
}

/** One developer app; its secret is written here and read nowhere. */
export default async function AppPage({ params }: { params: Promise<{ tenant: string; app: string }> }) {
  const { tenant, app } = await params;
  const ctx = await loadPage(() => requireCtx(tenant));
  if (!can(ctx, "app.view")) notFound();
  const { queryClient, trpc } = await pageQueries();
  const apps = await loadPage(() => queryClient.fetchQuery(trpc.connections.apps.queryOptions({ tenant })));
  if (!apps.some((one) => one.id === app)) notFound();
  return (
    <ProvideMessages modules={["connections", "violations"]}>
      <HydrateQueries queryClient={queryClient}>
        <AppScreen id={app} />
      </HydrateQueries>
    </ProvideMessages>
  );
}
