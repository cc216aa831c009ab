import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { ProfileScreen } from "./_components/profile-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profile"))("title") };
}

/** How the reader wants to read, and how they sign in. */
export default async function ProfilePage({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  await loadPage(() => requireCtx(tenant));
  const { queryClient, trpc } = await pageQueries();
  await queryClient.prefetchQuery(trpc.security.overview.queryOptions());
  return (
    <ProvideMessages modules={["profile", "security", "violations"]}>
      <HydrateQueries queryClient={queryClient}>
        <ProfileScreen />
      </HydrateQueries>
    </ProvideMessages>
  );
}
