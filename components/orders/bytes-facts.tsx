"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { DateTime } from "@/components/ui/date-time";

type Props = { found: { size: number; sha256: string; readAt: Date } };

/** Size, hash and age of kept bytes. */
export function BytesFacts({ found }: Props) {
  const t = useTranslations("order.original");
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-12">
      <dt className="text-ink-3">{t("size")}</dt>
      <dd>{t("bytes", { size: found.size })}</dd>
      <dt className="text-ink-3">{t("sha256")}</dt>
      <dd className="flex items-center gap-1 font-mono">
        <span className="min-w-0 break-all">{found.sha256}</span>
        <CopyButton text={found.sha256} />
      </dd>
      <dt className="text-ink-3">{t("kept")}</dt>
      <dd>
        <DateTime at={found.readAt} form="full" />
      </dd>
    </dl>
  );
}

/** Saves the text as it came: its UTF-8 bytes are those whose hash is shown. */
export function downloadBytes(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
