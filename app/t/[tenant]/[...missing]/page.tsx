import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireCtx } from "@/server/access/require-ctx";
import { loadPage } from "@/server/routers/caller";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("errors.notFoundPage"))("title") };
}

/** An address inside a workspace that no page has: it says so in the frame, after the same gate as every other. */
export default async function MissingPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  await loadPage(() => requireCtx(tenant));
  notFound();
}
