import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { findSignInLink } from "@/server/access/create-sign-in-link";
import { firstText, type SearchParams } from "../../_components/first-text";
import { Heading } from "../../_components/heading";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signin.confirm"))("title") };
}

/** Where a mailed link leads. Opening it changes nothing: only the button uses the link up. */
export default async function ConfirmPage({ searchParams }: { searchParams: SearchParams }) {
  const [t, given] = [await getTranslations("signin.confirm"), await searchParams];
  const token = firstText(given.token);
  const link = await findSignInLink(token);
  if (!link) {
    return (
      <>
        <Heading title={t("goneTitle")}>{t("gone")}</Heading>
        <Link href="/sign-in" className={buttonClass({ variant: "primary", size: "form" })}>
          {t("again")}
        </Link>
      </>
    );
  }
  return (
    <>
      <Heading title={t("title")}>{t("as", { email: link.email })}</Heading>
      <form action="/api/auth/confirm" method="post" className="grid gap-3">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="next" value={firstText(given.next)} />
        <Button type="submit" variant="primary" size="form" keyHint="Enter" autoFocus>
          {t("button")}
        </Button>
      </form>
      <p className="text-12 text-ink-3">{t("ignore")}</p>
    </>
  );
}
