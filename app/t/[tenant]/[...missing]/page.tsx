import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage } from "@/server/routers/caller";
import WorkspaceNotFound from "../not-found";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("errors.notFoundPage"))("title"), robots: { index: false } };
}

/**
 * An address inside a workspace that no page has: it says so in the frame, after the same gate as every other. Shown, not
 * thrown: an answer that already streams would be begun anew in the browser, with an error in its console.
 */
export default async function MissingPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  await loadPage(() => requireCtx(tenant));
  return <WorkspaceNotFound />;
}
