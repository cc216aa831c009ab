import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { HomeScreen } from "./_components/home-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("home"))("title") };
}

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** "What must I do now", over all accounts. Each block stands for itself: what fails here is asked again by the browser. */
export default async function HomePage({ params, searchParams }: Props) {
  const { tenant } = await params;
  const { kind } = await loadPage((caller) => caller.tenants.current({ tenant }));
  if (kind === "agency") return <AgencyPage tenant={tenant} />;
  const by = (await searchParams).by === "money" ? "money" : "due";
  const { queryClient, trpc } = await pageQueries();
  await Promise.all([
    queryClient.prefetchQuery(trpc.dashboards.due.queryOptions({ tenant, by })),
    queryClient.prefetchQuery(trpc.dashboards.markets.queryOptions({ tenant })),
    queryClient.prefetchQuery(trpc.dashboards.freshness.queryOptions({ tenant })),
    queryClient.prefetchQuery(trpc.dashboards.weeks.queryOptions({ tenant })),
  ]);
  return (
    <HydrateQueries queryClient={queryClient}>
      <HomeScreen />
    </HydrateQueries>
  );
}

/** An agency's own workspace has clients instead of accounts. */
async function AgencyPage({ tenant }: { tenant: string }) {
  const { queryClient, trpc } = await pageQueries();
  await queryClient.prefetchQuery(trpc.agencies.clients.queryOptions({ tenant }));
  return (
    <ProvideMessages modules={["agencies"]}>
      <HydrateQueries queryClient={queryClient}>
        <HomeScreen />
      </HydrateQueries>
    </ProvideMessages>
  );
}
