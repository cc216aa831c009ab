import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { can } from "@/server/access/context";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { ReviewScreen } from "./_components/review-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reviews"))("title") };
}

type Props = { params: Promise<{ tenant: string }> };

/** Once a quarter: should each of these still have access? */
export default async function AccessReviewPage({ params }: Props) {
  const { tenant } = await params;
  const ctx = await loadPage(() => requireCtx(tenant));
  const { queryClient, trpc } = await pageQueries();
  if (can(ctx, "access.review")) {
    await queryClient.prefetchQuery(trpc.reviews.list.queryOptions({ tenant }));
  }
  return (
    <ProvideMessages modules={["reviews", "settings"]}>
      <HydrateQueries queryClient={queryClient}>
        <ReviewScreen />
      </HydrateQueries>
    </ProvideMessages>
  );
}
