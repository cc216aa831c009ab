import type { Route } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { listTenants } from "@/server/access/list-tenants";
import { findPerson } from "@/server/access/require-ctx";
import { lastTenantCookie } from "@/server/platform/last-tenant";

/** Leads on: to sign-in, to the workspace that was open last, or to the choice of one. */
export default async function StartPage() {
  const person = await findPerson();
  if (!person) redirect("/sign-in");
  const tenants = await listTenants(person.id);
  const last = (await cookies()).get(lastTenantCookie)?.value;
  const tenant = tenants.find((one) => one.publicId === last) ?? tenants[0];
  redirect(tenant ? (`/t/${tenant.publicId}` as Route) : "/t");
}
