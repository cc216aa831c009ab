import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";

/** Inside the frame: a document or page that is not here. */
export default function WorkspaceNotFound() {
  const t = useTranslations("errors.notFoundPage");
  return (
    <main id="work" tabIndex={-1} className="grid justify-items-start gap-3 p-6 outline-none">
      <h1 className="text-15 font-semibold">{t("title")}</h1>
      <p className="text-ink-2">{t("text")}</p>
      <Link href="/" className={buttonClass({ variant: "primary" })}>
        {t("home")}
      </Link>
    </main>
  );
}
