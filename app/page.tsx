import type { Route } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { listTenants } from "@/server/access/list-tenants";
import { findPerson } from "@/server/access/require-ctx";
import { lastTenantCookie } from "@/server/platform/reader-cookies";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Leads on: to sign-in, to the workspace that was open last, or to the choice of one. */
export default async function StartPage({ searchParams }: Props) {
  const { refused, to } = await searchParams;
  const person = await findPerson();
  if (!person) redirect(to === "security" ? "/sign-in?next=%2F%3Fto%3Dsecurity" : "/sign-in");
  const tenants = await listTenants(person.id);
  const last = (await cookies()).get(lastTenantCookie)?.value;
  const tenant = tenants.find((one) => one.publicId === last) ?? tenants[0];
  if (!tenant) redirect("/t");
  // a consent that no workspace of this person began: the reason is said where accounts are
  const place =
    typeof refused === "string"
      ? `/connections?${new URLSearchParams({ refused })}`
      : // where a mail about the reader's sign-in leads
        to === "security"
        ? "/profile#security"
        : "";
  redirect(`/t/${tenant.publicId}${place}` as Route);
}
