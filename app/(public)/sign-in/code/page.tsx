import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { currentRequest } from "@/server/access/require-ctx";
import { safePath } from "@/server/access/safe-path";
import { isHalfSignedIn } from "@/server/access/session";
import { env } from "@/server/platform/env";
import { firstText, type SearchParams } from "../../_components/first-text";
import { Heading } from "../../_components/heading";
import { minutesOf, SignInNotice } from "../../_components/sign-in-notice";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signin.code"))("title") };
}

/** The second half of a sign-in; with `again`, a fresh code before the factor itself is changed. */
export default async function CodePage({ searchParams }: { searchParams: SearchParams }) {
  const [t, given] = [await getTranslations("signin.code"), await searchParams];
  const signedIn = await (await currentRequest()).findSession();
  const next = safePath(firstText(given.next), env().APP_URL);
  if (!signedIn) redirect("/sign-in");
  const isAgain = firstText(given.again) === "1" && signedIn.hasFactor;
  // safePath lets paths of ours pass only; which of them exists it cannot know
  if (!isHalfSignedIn(signedIn) && !isAgain) redirect(next as Route);
  const error = firstText(given.error);
  const minutes = minutesOf(firstText(given.minutes));
  const refused = error === "locked" || error === "limit";
  const hidden = <input type="hidden" name="next" value={next} />;
  return (
    <>
      <Heading title={t("title")}>
        {isAgain ? t("againLead") : t("lead", { email: signedIn.person.email })}
      </Heading>
      {refused && <SignInNotice tone="fault">{t(error, { minutes })}</SignInNotice>}
      {firstText(given.sent) === "1" && <SignInNotice tone="fact">{t("sent")}</SignInNotice>}
      {firstText(given.unlocked) === "1" && <SignInNotice tone="fact">{t("unlocked")}</SignInNotice>}
      <form action="/api/auth/code" method="post" className="grid gap-3">
        {hidden}
        <Field label={t("label")} hint={t("hint")} error={error === "wrongCode" && t("wrong")}>
          <Input
            name="code"
            required
            maxLength={40}
            autoComplete="one-time-code"
            autoCapitalize="off"
            spellCheck={false}
            autoFocus
            className="font-mono"
          />
        </Field>
        <Button type="submit" variant="primary" size="form" keyHint="Enter">
          {t("button")}
        </Button>
      </form>
      {error === "locked" && (
        <form action="/api/auth/mail-unlock" method="post" className="grid">
          {hidden}
          <Button type="submit" size="form">
            {t("mailUnlock")}
          </Button>
        </form>
      )}
      <form action="/api/auth/sign-out" method="post" className="-ml-3 justify-self-start">
        <Button type="submit" variant="ghost">
          {t("signOut")}
        </Button>
      </form>
    </>
  );
}
