import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { can } from "@/server/access/context";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { ConnectionsScreen } from "./_components/connections-screen";
import { readAnswer } from "./_components/read-answer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections"))("title") };
}

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The vendor accounts of a workspace, and what came of a consent that Amazon just ended. */
export default async function ConnectionsPage({ params, searchParams }: Props) {
  const { tenant } = await params;
  const ctx = await loadPage(() => requireCtx(tenant));
  const { queryClient, trpc } = await pageQueries();
  await Promise.all([
    queryClient.prefetchQuery(trpc.connections.list.queryOptions({ tenant })),
    can(ctx, "app.view") && queryClient.prefetchQuery(trpc.connections.apps.queryOptions({ tenant })),
  ]);
  return (
    <ProvideMessages modules={["connections", "violations", "first-run"]}>
      <HydrateQueries queryClient={queryClient}>
        <ConnectionsScreen answer={readAnswer(await searchParams)} />
      </HydrateQueries>
    </ProvideMessages>
  );
}
