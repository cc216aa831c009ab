import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { ProvideTrpc } from "@/components/trpc/provide-trpc";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { TenantsScreen } from "./_components/tenants-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("agencies.all"))("title") };
}

/** Every workspace that the person may enter, the one that needs them most in front. */
export default async function TenantsPage() {
  const me = await loadPage((caller) => caller.session.me());
  const { queryClient, trpc } = await pageQueries();
  await queryClient.prefetchQuery(trpc.dashboards.tenants.queryOptions());
  return (
    <ProvideTrpc>
      <HydrateQueries queryClient={queryClient}>
        <ProvideMessages modules={["agencies", "signin", "violations"]}>
          <TenantsScreen email={me.email} />
        </ProvideMessages>
      </HydrateQueries>
    </ProvideTrpc>
  );
}
