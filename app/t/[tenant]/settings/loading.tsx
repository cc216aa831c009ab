import { useTranslations } from "next-intl";
import { PageShell } from "@/components/frame/page-shell";
import { Skeleton } from "@/components/ui/skeleton";

const rows = ["a", "b", "c", "d"];

/** Before the first answer: the bar, the tabs' line, and rows in their places. */
export default function Loading() {
  const t = useTranslations("settings");
  return (
    <PageShell title={t("title")}>
      <div className="h-9 border-b border-line" />
      <div className="grid max-w-220 gap-6 px-6 py-5 max-desk:px-4">
        {rows.map((row) => (
          <div key={row} className="grid gap-2">
            <Skeleton width={96} />
            <Skeleton width="min(420px, 80%)" height={36} />
          </div>
        ))}
      </div>
    </PageShell>
  );
}
