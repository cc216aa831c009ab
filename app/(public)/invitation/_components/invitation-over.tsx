import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button-class";
import type { FoundInvitation } from "@/server/access/find-invitation";
import { Heading } from "../../_components/heading";

type Props = { invitation: FoundInvitation | null; isSignedIn: boolean };

/** A link that opens nothing any more: which reason, and what now. */
export async function InvitationOver({ invitation, isSignedIn }: Props) {
  const t = await getTranslations("members.page");
  const names = { tenant: invitation?.tenantName ?? "", inviter: invitation?.invitedByName ?? "" };
  const words = {
    used: { title: t("usedTitle"), text: t("used", names) },
    revoked: { title: t("revokedTitle"), text: t("revoked", names) },
    expired: { title: t("expiredTitle"), text: t("expired", names) },
    unknown: { title: t("unknownTitle"), text: t("unknown") },
  };
  const { state } = invitation ?? { state: "unknown" as const };
  const { title, text } = words[state === "open" ? "unknown" : state];
  return (
    <>
      <Heading title={title}>{text}</Heading>
      <Link
        href={isSignedIn ? "/t" : "/sign-in"}
        className={buttonClass({ variant: "primary", size: "form" })}
      >
        {isSignedIn ? t("toWorkspaces") : t("signIn")}
      </Link>
    </>
  );
}
