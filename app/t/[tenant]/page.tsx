import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
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
  await loadPage((caller) => caller.tenants.current({ tenant }));
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
