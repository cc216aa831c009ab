import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { ShadowScreen } from "./_components/shadow-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections.shadow"))("title") };
}

type Props = { params: Promise<{ tenant: string; connection: string }> };

/** What one account would have answered, against what Amazon shows, and the switch that lets answers leave. */
export default async function ShadowPage({ params }: Props) {
  const { tenant, connection } = await params;
  await loadPage(() => requireCtx(tenant));
  const { queryClient, trpc } = await pageQueries();
  const rows = await loadPage(() => queryClient.fetchQuery(trpc.connections.list.queryOptions({ tenant })));
  if (!rows.some((row) => row.id === connection)) notFound();
  await queryClient.prefetchQuery(trpc.acknowledgements.shadow.queryOptions({ tenant, connection }));
  return (
    <ProvideMessages modules={["answer", "connections", "violations"]}>
      <HydrateQueries queryClient={queryClient}>
        <ShadowScreen id={connection} />
      </HydrateQueries>
    </ProvideMessages>
  );
}
