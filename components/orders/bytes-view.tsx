"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { prettyJson } from "./pretty-json";

/** Text of a document, laid out or exactly as sent. */
export function BytesView({ text, form }: { text: string; form: "pretty" | "raw" }) {
  const t = useTranslations("order.original");
  const pretty = form === "pretty" ? prettyJson(text) : null;
  return (
    <div className="relative grid gap-1">
      {form === "pretty" && pretty === null && <p className="text-12 text-amber">{t("notJson")}</p>}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[44dvh] overflow-auto rounded-6 bg-sunken p-3 font-mono text-12 wrap-anywhere whitespace-pre-wrap"
      >
        {pretty ?? text}
      </pre>
      <span className="absolute top-1.5 right-3 rounded-4 bg-sunken">
        <CopyButton text={text} label={t("copy")} />
      </span>
    </div>
  );
}
