import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { isFirstOwnerLink } from "@/server/access/first-owner";
import { firstText, type SearchParams } from "../../_components/first-text";
import { Heading } from "../../_components/heading";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signin.first"))("title") };
}

/** Set-up of an empty instance, behind the one link that its start has printed. */
export default async function FirstOwnerPage({ searchParams }: { searchParams: SearchParams }) {
  const [t, given] = [await getTranslations("signin.first"), await searchParams];
  const token = firstText(given.token);
  if (!(await isFirstOwnerLink(token))) {
    return (
      <>
        <Heading title={t("goneTitle")}>{t("gone")}</Heading>
        <Link href="/sign-in" className={buttonClass({ size: "form" })}>
          {t("back")}
        </Link>
      </>
    );
  }
  return (
    <>
      <Heading title={t("title")}>{t("lead")}</Heading>
      <form action="/api/auth/first-owner" method="post" className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <Field label={t("name")} error={firstText(given.error) && t("invalid")}>
          <Input name="name" required maxLength={200} autoComplete="name" autoFocus />
        </Field>
        <Field label={t("email")}>
          <Input name="email" type="email" required maxLength={254} autoComplete="email" />
        </Field>
        <Field label={t("workspace")} hint={t("workspaceHint")}>
          <Input name="workspace" required maxLength={200} autoComplete="organization" />
        </Field>
        <Button type="submit" variant="primary" size="form" keyHint="Enter">
          {t("button")}
        </Button>
      </form>
    </>
  );
}
