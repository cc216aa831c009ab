import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage } from "@/server/routers/caller";
import { AppScreen } from "../_components/app-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections.apps"))("add") };
}

export default async function NewAppPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  await loadPage(() => requireCtx(tenant));
  return (
    <ProvideMessages modules={["connections", "violations"]}>
      <AppScreen id={null} />
    </ProvideMessages>
  );
}
