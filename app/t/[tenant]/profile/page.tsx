import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage } from "@/server/routers/caller";
import { ProfileScreen } from "./_components/profile-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profile"))("title") };
}

/** How the reader wants to read: language, zone, theme, row height. */
export default async function ProfilePage({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  await loadPage(() => requireCtx(tenant));
  return (
    <ProvideMessages modules={["profile", "violations"]}>
      <ProfileScreen />
    </ProvideMessages>
  );
}
