import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { Mark } from "@/components/ui/mark";

export default function NotFound() {
  const t = useTranslations("errors.notFoundPage");
  return (
    <main className="mx-auto grid min-h-dvh max-w-110 content-center justify-items-start gap-3 p-6">
      <Mark className="size-6" />
      <h1 className="text-20 font-semibold">{t("title")}</h1>
      <p className="text-ink-2">{t("text")}</p>
      <Link href="/" className={buttonClass({ variant: "primary", size: "form" })}>
        {t("home")}
      </Link>
    </main>
  );
}
