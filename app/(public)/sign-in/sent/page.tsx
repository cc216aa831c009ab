import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button-class";
import { Heading } from "../../_components/heading";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signin.sent"))("title") };
}

export default async function SentPage() {
  const t = await getTranslations("signin.sent");
  return (
    <>
      <Heading title={t("title")}>{t("text")}</Heading>
      <p className="text-12 text-ink-3">{t("junk")}</p>
      <Link href="/sign-in" className={buttonClass({ size: "form" })}>
        {t("again")}
      </Link>
    </>
  );
}
