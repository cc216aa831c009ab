import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { can } from "@/server/access/context";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { AgenciesScreen } from "./_components/agencies-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("agencies"))("title") };
}

type Props = { params: Promise<{ tenant: string }> };

/** Which agencies may enter, as what, and who of them did. */
export default async function AgenciesPage({ params }: Props) {
  const { tenant } = await params;
  const ctx = await loadPage(() => requireCtx(tenant));
  const { queryClient, trpc } = await pageQueries();
  if (can(ctx, "agency.view")) {
    await queryClient.prefetchQuery(trpc.agencies.grants.queryOptions({ tenant }));
  }
  return (
    <ProvideMessages modules={["agencies", "settings", "violations"]}>
      <HydrateQueries queryClient={queryClient}>
        <AgenciesScreen />
      </HydrateQueries>
    </ProvideMessages>
  );
}
