import { useTranslations } from "next-intl";
import { PageShell } from "@/components/frame/page-shell";
import { DueSkeleton } from "./_components/due-skeleton";

export default function Loading() {
  const t = useTranslations("home");
  return (
    <PageShell title={t("title")}>
      <div className="min-h-11" />
      <DueSkeleton />
    </PageShell>
  );
}
