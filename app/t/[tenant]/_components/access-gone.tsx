"use client";

import { DoorClosed } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";

/** In place of everything, once the server no longer lets this reader in here. Its link is a full load: nothing read before stays. */
export function AccessGone({ name }: { name: string }) {
  const t = useTranslations("frame.gone");
  return (
    <main id="work" tabIndex={-1} className="grid h-dvh content-center bg-surface p-6 outline-none">
      <div className="mx-auto grid max-w-120 justify-items-start gap-3">
        <DoorClosed size={20} aria-hidden="true" className="text-ink-3" />
        <h1 className="text-20 font-semibold">{t("title", { name })}</h1>
        <p className="text-ink-2">{t("text", { name })}</p>
        <a href="/t" className={buttonClass({ variant: "primary", size: "form" })}>
          {t("act")}
        </a>
      </div>
    </main>
  );
}
