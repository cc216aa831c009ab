import type { Metadata, Route } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { beginEnrolment, mayEnrol } from "@/server/access/enrol-factor";
import { enrolCookie } from "@/server/access/factor-cookies";
import { currentRequest } from "@/server/access/require-ctx";
import { safePath } from "@/server/access/safe-path";
import { env } from "@/server/platform/env";
import { firstText, type SearchParams } from "../../_components/first-text";
import { Heading } from "../../_components/heading";
import { QrPicture } from "../../_components/qr-picture";
import { SignInNotice } from "../../_components/sign-in-notice";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signin.enrol"))("title") };
}

/** Sets up a factor or replaces it. Opening the page stores nothing: the secret travels sealed in the form. */
export default async function SecondFactorPage({ searchParams }: { searchParams: SearchParams }) {
  const [t, given] = [await getTranslations("signin.enrol"), await searchParams];
  const { findSession, clock, isSimulated } = await currentRequest();
  const signedIn = await findSession();
  const next = safePath(firstText(given.next), env().APP_URL);
  if (!signedIn) redirect(`/sign-in?${new URLSearchParams({ next })}`);
  const now = clock.now();
  if (!mayEnrol(signedIn, now)) {
    const here = `/sign-in/second-factor?${new URLSearchParams({ next })}`;
    redirect(`/sign-in/code?${new URLSearchParams({ again: "1", next: here })}`);
  }
  const { secret, uri, ticket } = beginEnrolment(signedIn, now, (await cookies()).get(enrolCookie)?.value);
  const error = firstText(given.error);
  const { hasFactor } = signedIn;
  return (
    <>
      <Heading title={t(hasFactor ? "replaceTitle" : "title")}>{t("lead")}</Heading>
      {!hasFactor && <SignInNotice tone="fact">{t(isSimulated ? "demo" : "required")}</SignInNotice>}
      {error === "oldTicket" && <SignInNotice tone="fault">{t("old")}</SignInNotice>}
      <QrPicture text={uri} label={t("picture")} />
      <div className="grid gap-1 text-12">
        <p className="text-ink-2">{t("manual")}</p>
        <p className="flex items-center gap-1">
          <code className="font-mono break-all">{secret.replace(/.{4}(?=.)/g, "$& ")}</code>
          <CopyButton text={secret} />
        </p>
        <a href={uri} className="py-1 text-accent underline desk:hidden">
          {t("openApp")}
        </a>
      </div>
      <form action="/api/auth/enrol" method="post" className="grid gap-3">
        <input type="hidden" name="ticket" value={ticket} />
        <input type="hidden" name="next" value={next} />
        <Field label={t("label")} error={error === "wrongCode" && t("wrong")}>
          <Input
            name="code"
            required
            maxLength={10}
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            className="font-mono"
          />
        </Field>
        <Button type="submit" variant="primary" size="form" keyHint="Enter">
          {t("button")}
        </Button>
      </form>
      {hasFactor || isSimulated ? (
        // safePath lets paths of ours pass only; which of them exists it cannot know
        <Link href={next as Route} className={buttonClass({ size: "form" })}>
          {t("cancel")}
        </Link>
      ) : (
        <form action="/api/auth/sign-out" method="post" className="-ml-3 flex flex-wrap gap-2">
          <Link href="/t" className={buttonClass({ variant: "ghost" })}>
            {t("others")}
          </Link>
          <Button type="submit" variant="ghost">
            {t("back")}
          </Button>
        </form>
      )}
    </>
  );
}
