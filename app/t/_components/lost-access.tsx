"use client";

import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { Mark } from "@/components/ui/mark";

/**
 * In place of the whole workspace that its reader may not enter: by name when it was just open to them, else without a word
 * of whether there is one. The link is a whole new page on purpose.
 */
export function LostAccess({ name }: { name?: string }) {
  const t = useTranslations("errors.lostAccess");
  return (
    <main id="work" className="mx-auto grid min-h-dvh max-w-110 content-center justify-items-start gap-4 p-6">
      <Mark className="size-6" />
      <div role="alert" className="grid gap-4">
        <h1 className="text-20 font-semibold">{name === undefined ? t("unnamed") : t("title", { name })}</h1>
        <p className="text-ink-2">{t(name === undefined ? "unnamedText" : "text")}</p>
      </div>
      <a href="/t" className={buttonClass({ variant: "primary", size: "form" })}>
        {t("tenants")}
      </a>
    </main>
  );
}
