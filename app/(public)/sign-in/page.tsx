import { CircleAlert } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { findPerson } from "@/server/access/require-ctx";
import { firstText, type SearchParams } from "../_components/first-text";
import { Heading } from "../_components/heading";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signin"))("title") };
}

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  if (await findPerson()) redirect("/");
  const [t, locale, given] = [await getTranslations("signin"), await getLocale(), await searchParams];
  const error = firstText(given.error);
  const minutes = Math.min(60, Math.max(1, Number.parseInt(firstText(given.minutes), 10) || 15));
  const notice =
    error === "limit" ? t("errors.limit", { minutes }) : error === "link" ? t("errors.link") : null;
  return (
    <>
      <Heading title={t("title")}>{t("lead")}</Heading>
      {notice && (
        <p role="alert" className="flex gap-1.5 rounded-6 bg-red-s px-3 py-2 text-12">
          <CircleAlert size={14} aria-hidden="true" className="mt-px shrink-0 text-red" />
          {notice}
        </p>
      )}
      <form action="/api/auth/request-link" method="post" className="grid gap-3">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="next" value={firstText(given.next)} />
        <Field label={t("email")} error={error === "address" && t("errors.address")}>
          <Input name="email" type="email" required maxLength={254} autoComplete="email" autoFocus />
        </Field>
        <Button type="submit" variant="primary" size="form" keyHint="Enter">
          {t("send")}
        </Button>
      </form>
      <p className="text-12 text-ink-3">{t("noAccount")}</p>
    </>
  );
}
