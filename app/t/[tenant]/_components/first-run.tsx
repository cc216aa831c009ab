"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { placeHref } from "@/components/frame/place-href";
import { places } from "@/components/frame/places";
import { useWorkspace } from "@/components/frame/workspace";
import { buttonClass } from "@/components/ui/button-class";
import { isAllowed } from "@/server/access/permissions";

/** A workspace without an account: the one thing to do, for whom may do it. */
export function FirstRun() {
  const t = useTranslations("home.firstRun");
  const { base, role } = useWorkspace();
  const mayConnect = isAllowed(role, "connection.connect");
  return (
    <section className="grid max-w-180 justify-items-start gap-3 px-6 py-8 max-desk:px-4">
      <h2 className="text-15 font-semibold">{t("title")}</h2>
      <p className="text-ink-2">{mayConnect ? t("text") : t("ask")}</p>
      {mayConnect && (
        <Link
          href={placeHref(base, places.connections.path)}
          className={buttonClass({ variant: "primary", size: "form" })}
        >
          {t("act")}
        </Link>
      )}
    </section>
  );
}
