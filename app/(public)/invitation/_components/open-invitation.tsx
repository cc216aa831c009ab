import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { formatMoment } from "@/components/i18n/format-moment";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Swatch } from "@/components/ui/swatch";
import type { FoundInvitation } from "@/server/access/find-invitation";
import { Heading } from "../../_components/heading";

type Offer = { token: string; invitation: FoundInvitation };

/** The reader is the person invited: one button. */
export async function AcceptSignedIn({ token, invitation }: Offer) {
  const t = await getTranslations("members.page");
  return (
    <OfferPage invitation={invitation}>
      <form action="/api/auth/invitation" method="post" className="grid gap-3">
        <input type="hidden" name="token" value={token} />
        <p className="text-ink-2">{t("signedInAs", { email: invitation.email })}</p>
        <JoinButton tenant={invitation.tenantName} autoFocus />
      </form>
    </OfferPage>
  );
}

/** Nobody has this address yet: a name makes the person, and the link signs them in. */
export async function AcceptAsNewcomer({ token, invitation, isNameWrong }: Offer & { isNameWrong: boolean }) {
  const t = await getTranslations("members.page");
  return (
    <OfferPage invitation={invitation}>
      <form action="/api/auth/invitation" method="post" className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <Field label={t("name")} hint={t("nameHint")} error={isNameWrong && t("nameFault")}>
          <Input name="name" required maxLength={200} autoComplete="name" autoFocus />
        </Field>
        <JoinButton tenant={invitation.tenantName} />
      </form>
    </OfferPage>
  );
}

/** The address has an account, which an invitation never opens: the usual link does, and leads back here. */
export async function SignInFirst({ token, invitation }: Offer) {
  const [t, locale] = [await getTranslations("members.page"), await getLocale()];
  return (
    <OfferPage invitation={invitation}>
      <form action="/api/auth/request-link" method="post" className="grid gap-3">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="email" value={invitation.email} />
        <input type="hidden" name="next" value={pathOf(token)} />
        <p className="text-ink-2">{t("hasAccount")}</p>
        <Button type="submit" variant="primary" size="form" keyHint="Enter" autoFocus>
          {t("mailLink")}
        </Button>
      </form>
    </OfferPage>
  );
}

/** Somebody else is signed in here; their session ends only when they say so. */
export async function WrongPerson({ token, email }: Offer & { email: string }) {
  const t = await getTranslations("members.page");
  return (
    <>
      <Heading title={t("anotherTitle")}>{t("another", { email })}</Heading>
      <form action="/api/auth/sign-out" method="post" className="grid gap-3">
        <input type="hidden" name="next" value={pathOf(token)} />
        <Button type="submit" variant="primary" size="form">
          {t("signOut")}
        </Button>
        <Link href="/t" className={buttonClass({ size: "form" })}>
          {t("stay")}
        </Link>
      </form>
    </>
  );
}

async function OfferPage({ invitation, children }: { invitation: FoundInvitation; children: ReactNode }) {
  const [t, roles, locale] = [
    await getTranslations("members.page"),
    await getTranslations("frame.tenant.role"),
    await getLocale(),
  ];
  const { tenantName, tenantHue, invitedByName, email, role, expiresAt } = invitation;
  const date = formatMoment(expiresAt, "UTC", locale);
  return (
    <>
      <div className="grid gap-3">
        <Swatch name={tenantName} hue={tenantHue} />
        <Heading title={t("title", { tenant: tenantName })}>
          {t("lead", { inviter: invitedByName, role: roles(role), email })}
        </Heading>
      </div>
      {children}
      <p className="grid gap-1 text-12 text-ink-3">
        <span>{t("until", { date })}</span>
        <span>{t("ignore", { inviter: invitedByName })}</span>
      </p>
    </>
  );
}

async function JoinButton({ tenant, autoFocus }: { tenant: string; autoFocus?: boolean }) {
  const t = await getTranslations("members.page");
  return (
    <Button type="submit" variant="primary" size="form" keyHint="Enter" autoFocus={autoFocus}>
      <span className="truncate">{t("join", { tenant })}</span>
    </Button>
  );
}

const pathOf = (token: string) => `/invitation?${new URLSearchParams({ token })}`;
