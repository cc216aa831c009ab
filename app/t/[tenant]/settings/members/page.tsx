import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { can } from "@/server/access/context";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { MembersScreen } from "./_components/members-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("members"))("title") };
}

/** Who may enter the workspace, as what, who is invited, and what each role may do. */
export default async function MembersPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  const ctx = await loadPage(() => requireCtx(tenant));
  const { queryClient, trpc } = await pageQueries();
  await Promise.all([
    queryClient.prefetchQuery(trpc.members.list.queryOptions({ tenant })),
    can(ctx, "member.manage") && queryClient.prefetchQuery(trpc.members.invitations.queryOptions({ tenant })),
  ]);
  return (
    <ProvideMessages modules={["settings", "members", "violations"]}>
      <HydrateQueries queryClient={queryClient}>
        <MembersScreen />
      </HydrateQueries>
    </ProvideMessages>
  );
}
