import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { isCompanyOffered } from "@/server/access/company-account";
import { currentRequest } from "@/server/access/require-ctx";
import { isHalfSignedIn } from "@/server/access/session";
import { firstText, type SearchParams } from "../_components/first-text";
import { Heading } from "../_components/heading";
import { minutesOf, SignInNotice } from "../_components/sign-in-notice";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signin"))("title") };
}

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const signedIn = await (await currentRequest()).findSession();
  if (signedIn) redirect(isHalfSignedIn(signedIn) ? "/sign-in/code" : "/");
  const [t, locale, given] = [await getTranslations("signin"), await getLocale(), await searchParams];
  const error = firstText(given.error);
  const notices: Record<string, string> = {
    limit: t("errors.limit", { minutes: minutesOf(firstText(given.minutes)) }),
    link: t("errors.link"),
    company: t("errors.company"),
    "company-unlinked": t("errors.companyUnlinked"),
  };
  const next = <input type="hidden" name="next" value={firstText(given.next)} />;
  return (
    <>
      <Heading title={t("title")}>{t("lead")}</Heading>
      {notices[error] && <SignInNotice tone="fault">{notices[error]}</SignInNotice>}
      <form action="/api/auth/request-link" method="post" className="grid gap-3">
        <input type="hidden" name="locale" value={locale} />
        {next}
        <Field label={t("email")} error={error === "address" && t("errors.address")}>
          <Input name="email" type="email" required maxLength={254} autoComplete="email" autoFocus />
        </Field>
        <Button type="submit" variant="primary" size="form" keyHint="Enter">
          {t("send")}
        </Button>
      </form>
      {isCompanyOffered() && (
        <form action="/api/auth/company" method="post" className="grid gap-4">
          {next}
          <p className="flex items-center gap-3 text-12 text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            {t("or")}
          </p>
          <Button type="submit" size="form" icon={Building2}>
            {t("company")}
          </Button>
        </form>
      )}
      <p className="text-12 text-ink-3">{t("noAccount")}</p>
    </>
  );
}
