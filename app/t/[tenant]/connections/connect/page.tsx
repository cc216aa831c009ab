import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { can } from "@/server/access/context";
import { requireCtx } from "@/server/access/require-ctx";
import { findCountry } from "@/server/acorn/regions";
import { loadPage, pageQueries } from "@/server/routers/caller";
import { ConnectScreen } from "./_components/connect-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections.connect"))("title") };
}

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Chooses country, environment, app and way of authorisation for a further account. */
export default async function ConnectPage({ params, searchParams }: Props) {
  const { tenant } = await params;
  const ctx = await loadPage(() => requireCtx(tenant));
  const { queryClient, trpc } = await pageQueries();
  await Promise.all([
    queryClient.prefetchQuery(trpc.connections.list.queryOptions({ tenant })),
    can(ctx, "app.view") && queryClient.prefetchQuery(trpc.connections.apps.queryOptions({ tenant })),
  ]);
  const query = await searchParams;
  const text = (name: string) => (typeof query[name] === "string" ? query[name] : undefined);
  return (
    <ProvideMessages modules={["connections", "violations"]}>
      <HydrateQueries queryClient={queryClient}>
        <ConnectScreen
          country={findCountry(text("country") ?? "")?.code ?? null}
          environment={text("environment") === "sandbox" ? "sandbox" : "production"}
          way={text("way") === "token" ? "token" : "consent"}
          app={text("app") ?? null}
          connection={text("connection") ?? null}
        />
      </HydrateQueries>
    </ProvideMessages>
  );
}
