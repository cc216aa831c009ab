"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FrameTenant } from "@/components/frame/frame-model";
import { countdown } from "@/components/i18n/format-countdown";
import { useNow } from "@/components/i18n/reader";
import { DateTime } from "@/components/ui/date-time";
import { KeepTenant } from "./keep-tenant";

type Props = { name: string; endsAt: Date; can: FrameTenant["can"] };

/** On every page of a workspace that is about to be deleted: when, how long still, and the way back. */
export function EndingBanner({ name, endsAt, can }: Props) {
  const mayKeep = can.includes("tenant.delete");
  const t = useTranslations("frame.ending");
  const time = useTranslations("time");
  const { tone, span } = countdown(endsAt, useNow());
  const left = time(`span.${span.key}`, span.values);
  return (
    <section
      aria-label={t("label")}
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-red-s px-6 py-1.5 max-desk:px-4"
    >
      <Trash2 size={15} aria-hidden="true" className="text-red max-desk:hidden" />
      <p className="min-w-0 flex-1 basis-72">
        <span className="font-medium">
          {t.rich("title", { name, when: () => <DateTime key="when" at={endsAt} form="full" /> })}
        </span>{" "}
        <span className="text-ink-2">
          {tone === "late" ? t("now") : t("left", { left })} {mayKeep ? t("stopped") : t("askOwner")}
        </span>
      </p>
      {mayKeep && <KeepTenant size="row" />}
    </section>
  );
}
