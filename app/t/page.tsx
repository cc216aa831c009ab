import type { Metadata, Route } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Mark } from "@/components/ui/mark";
import { Swatch } from "@/components/ui/swatch";
import { listTenants } from "@/server/access/list-tenants";
import { findPerson } from "@/server/access/require-ctx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signin.chooser"))("title") };
}

/** The workspaces that a person may enter; mostly seen by one who may enter none yet. */
export default async function TenantsPage() {
  const person = await findPerson();
  if (!person) redirect("/sign-in");
  const t = await getTranslations("signin.chooser");
  const roles = await getTranslations("frame.tenant.role");
  const tenants = await listTenants(person.id);
  return (
    <main className="mx-auto grid min-h-dvh max-w-110 content-center gap-4 p-6">
      <Mark className="size-6" />
      <h1 className="text-20 font-semibold">{t("title")}</h1>
      {tenants.length === 0 && <p className="text-ink-2">{t("empty")}</p>}
      {tenants.length > 0 && (
        <ul className="border-t border-line">
          {tenants.map((tenant) => (
            <li key={tenant.id} className="border-b border-line">
              <Link
                href={`/t/${tenant.publicId}` as Route}
                className="flex h-11 items-center gap-2.5 px-2 hover:bg-hover"
              >
                <Swatch name={tenant.name} hue={tenant.hue} />
                <span className="min-w-0 flex-1 truncate font-medium">{tenant.name}</span>
                <span className="text-12 text-ink-3">{roles(tenant.role)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <form
        action="/api/auth/sign-out"
        method="post"
        className="flex flex-wrap items-center justify-between gap-3"
      >
        <span className="text-12 text-ink-3">{t("signedInAs", { email: person.email })}</span>
        <Button type="submit">{t("signOut")}</Button>
      </form>
    </main>
  );
}
