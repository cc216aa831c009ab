import type { Metadata, Route } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RecoveryCodes } from "@/components/security/recovery-codes";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { codesCookie, placeOfCodes } from "@/server/access/factor-cookies";
import { currentRequest } from "@/server/access/require-ctx";
import { safePath } from "@/server/access/safe-path";
import { openTicket } from "@/server/access/sealed-ticket";
import { isHalfSignedIn } from "@/server/access/session";
import { env } from "@/server/platform/env";
import { firstText, type SearchParams } from "../../_components/first-text";
import { Heading } from "../../_components/heading";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("security.kept"))("title") };
}

/** The recovery codes, from a sealed cookie of the form that made them; the button makes the browser forget them. */
export default async function RecoveryCodesPage({ searchParams }: { searchParams: SearchParams }) {
  const [t, given] = [await getTranslations("security.kept"), await searchParams];
  const { findSession, clock } = await currentRequest();
  const signedIn = await findSession();
  if (!signedIn || isHalfSignedIn(signedIn)) redirect("/sign-in");
  const next = safePath(firstText(given.next), env().APP_URL);
  const kept = (await cookies()).get(codesCookie)?.value;
  const codes = openTicket(placeOfCodes(signedIn), kept, clock.now())?.split(" ");
  if (!codes) {
    return (
      <>
        <Heading title={t("goneTitle")}>{t("gone")}</Heading>
        {/* safePath lets paths of ours pass only; which of them exists it cannot know */}
        <Link href={next as Route} className={buttonClass({ variant: "primary", size: "form" })}>
          {t("back")}
        </Link>
      </>
    );
  }
  return (
    <>
      <Heading title={t("title")}>{t("lead")}</Heading>
      <RecoveryCodes codes={codes} copyLabel={t("copy")} />
      <form action="/api/auth/codes-kept" method="post" className="grid">
        <input type="hidden" name="next" value={next} />
        <Button type="submit" variant="primary" size="form" keyHint="Enter">
          {t("done")}
        </Button>
      </form>
    </>
  );
}
