import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";

/** Heads whatever is not production. The bands are the product's only pattern. */
export function SandboxStrip() {
  const t = useTranslations("frame.sandbox");
  return (
    <div
      role="note"
      className="flex h-7 shrink-0 items-stretch border-y border-line bands-sandbox pl-5 text-12 max-desk:pl-3"
    >
      <p className="flex min-w-0 items-center gap-1.5 bg-surface px-2 whitespace-nowrap">
        <FlaskConical size={14} aria-hidden="true" />
        <b className="font-medium">{t("name")}</b>
        <span className="truncate pl-2 text-ink-2">{t("text")}</span>
      </p>
    </div>
  );
}
