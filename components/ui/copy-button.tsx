"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

type Props = { text: string; label?: string };

/** Puts a text on the clipboard and says so in its own place. */
export function CopyButton({ text, label }: Props) {
  const t = useTranslations("common");
  const [done, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setDone(true);
    setTimeout(() => setDone(false), 2000);
  };
  const Icon = done ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      className="inline-grid size-6 place-items-center rounded-4 text-ink-3 hover:bg-hover hover:text-ink"
    >
      <Icon size={13} aria-hidden="true" />
      <span className="sr-only" aria-live="polite">
        {done ? t("copied") : (label ?? t("copy"))}
      </span>
    </button>
  );
}
