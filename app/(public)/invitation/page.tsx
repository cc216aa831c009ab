import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { findPersonByEmail } from "@/server/access/create-sign-in-link";
import { findInvitation } from "@/server/access/find-invitation";
import { findPerson } from "@/server/access/require-ctx";
import { systemClock } from "@/server/platform/clock";
import { firstText, type SearchParams } from "../_components/first-text";
import { InvitationOver } from "./_components/invitation-over";
import { AcceptAsNewcomer, AcceptSignedIn, SignInFirst, WrongPerson } from "./_components/open-invitation";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("members.invitations"))("title") };
}

/** Behind a mailed invitation: who invites to what, and the one form that fits the reader. Opening it changes nothing. */
export default async function InvitationPage({ searchParams }: { searchParams: SearchParams }) {
  const given = await searchParams;
  const token = firstText(given.token);
  const [invitation, person] = await Promise.all([findInvitation(token, systemClock.now()), findPerson()]);
  if (invitation?.state !== "open") {
    return <InvitationOver invitation={invitation} isSignedIn={person !== null} />;
  }
  const offer = { token, invitation };
  if (person?.email === invitation.email) return <AcceptSignedIn {...offer} />;
  if (person) return <WrongPerson {...offer} email={person.email} />;
  if (await findPersonByEmail(invitation.email)) return <SignInFirst {...offer} />;
  return <AcceptAsNewcomer {...offer} isNameWrong={firstText(given.error) === "name"} />;
}
