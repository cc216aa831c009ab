import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { isUnlockLink } from "@/server/access/unlock-link";
import { firstText, type SearchParams } from "../../_components/first-text";
import { Heading } from "../../_components/heading";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signin.unlock"))("title") };
}

/** Where the mailed way back from a lock leads. Only the button uses the link up. */
export default async function UnlockPage({ searchParams }: { searchParams: SearchParams }) {
  const [t, given] = [await getTranslations("signin.unlock"), await searchParams];
  const token = firstText(given.token);
  if (!(await isUnlockLink(token))) {
    return (
      <>
        <Heading title={t("goneTitle")}>{t("gone")}</Heading>
        <Link href="/sign-in" className={buttonClass({ variant: "primary", size: "form" })}>
          {t("back")}
        </Link>
      </>
    );
  }
  return (
    <>
      <Heading title={t("title")}>{t("lead")}</Heading>
      <form action="/api/auth/unlock" method="post" className="grid">
        <input type="hidden" name="token" value={token} />
        <Button type="submit" variant="primary" size="form" keyHint="Enter" autoFocus>
          {t("button")}
        </Button>
      </form>
    </>
  );
}
