import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { findNotifyLink } from "@/server/access/notify-address";
import { firstText, type SearchParams } from "../../_components/first-text";
import { Heading } from "../../_components/heading";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signin.address"))("title") };
}

/** Where the link to a new notification address leads. Only the button uses it up. */
export default async function AddressPage({ searchParams }: { searchParams: SearchParams }) {
  const [t, given] = [await getTranslations("signin.address"), await searchParams];
  const token = firstText(given.token);
  const wish = await findNotifyLink(token);
  if (!wish) {
    const isDone = firstText(given.done) === "1";
    return (
      <>
        <Heading title={t(isDone ? "doneTitle" : "goneTitle")}>{t(isDone ? "done" : "gone")}</Heading>
        <Link href="/" className={buttonClass({ variant: "primary", size: "form" })}>
          {t("back")}
        </Link>
      </>
    );
  }
  return (
    <>
      <Heading title={t("title")}>{t("lead", { email: wish.email })}</Heading>
      <form action="/api/auth/confirm-address" method="post" className="grid">
        <input type="hidden" name="token" value={token} />
        <Button type="submit" variant="primary" size="form" keyHint="Enter" autoFocus>
          {t("button")}
        </Button>
      </form>
    </>
  );
}
