import Link from "next/link";
import { useTranslations } from "next-intl";
import { PageShell } from "@/components/frame/page-shell";
import { buttonClass } from "@/components/ui/button-class";

/** Inside the frame: a document or page that is not here. */
export default function WorkspaceNotFound() {
  const t = useTranslations("errors.notFoundPage");
  return (
    <PageShell title={t("title")}>
      <div className="grid justify-items-start gap-3 p-6 max-desk:px-4">
        <p className="max-w-180 text-ink-2">{t("text")}</p>
        <Link href="/" className={buttonClass({ variant: "primary" })}>
          {t("home")}
        </Link>
      </div>
    </PageShell>
  );
}
