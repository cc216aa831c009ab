import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { can } from "@/server/access/context";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { ConnectionScreen } from "../_components/connection-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections"))("title") };
}

type Props = { params: Promise<{ tenant: string; connection: string }> };

/** One vendor account: state and reason, what is read how often, its app, every run. */
export default async function ConnectionPage({ params }: Props) {
  const { tenant, connection } = await params;
  const ctx = await loadPage(() => requireCtx(tenant));
  const { queryClient, trpc } = await pageQueries();
  const rows = await loadPage(() => queryClient.fetchQuery(trpc.connections.list.queryOptions({ tenant })));
  if (!rows.some((row) => row.id === connection)) notFound();
  if (can(ctx, "app.view")) await queryClient.prefetchQuery(trpc.connections.apps.queryOptions({ tenant }));
  return (
    <ProvideMessages modules={["connections", "violations"]}>
      <HydrateQueries queryClient={queryClient}>
        <ConnectionScreen id={connection} />
      </HydrateQueries>
    </ProvideMessages>
  );
}
