import { useTranslations } from "next-intl";
import { PageShell } from "@/components/frame/page-shell";
import { Skeleton } from "@/components/ui/skeleton";

const rows = Array.from({ length: 18 }, (_, index) => `row-${index}`);

export default function Loading() {
  const t = useTranslations("orders");
  return (
    <PageShell title={t("title")} fixed>
      <div className="h-9 shrink-0 border-b border-line" />
      <div className="h-10.5 shrink-0 border-b border-line" />
      <div className="h-8 shrink-0 border-b border-line" />
      <div aria-hidden="true" className="min-h-0 flex-1 overflow-hidden">
        {rows.map((row) => (
          <div
            key={row}
            className="flex h-(--row) items-center border-b border-line px-6 max-desk:h-15 max-desk:px-4"
          >
            <Skeleton width="92%" />
          </div>
        ))}
      </div>
      <div className="h-8 shrink-0 border-t border-line" />
    </PageShell>
  );
}
