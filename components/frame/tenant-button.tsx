"use client";

import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Swatch } from "@/components/ui/swatch";
import { useFrame } from "./frame-context";

/** The workspace one is in; opens the others, as the key T does. */
export function TenantButton() {
  const t = useTranslations("frame.tenant");
  const { model, setOverlay } = useFrame();
  const { name, hue, grant } = model.tenant;
  const others = model.tenantCount > 1;
  return (
    <button
      type="button"
      disabled={!others}
      onClick={() => setOverlay("tenants")}
      aria-label={t("switch", { name }) + (grant ? `, ${t("via", { agency: grant.agency })}` : "")}
      aria-keyshortcuts={others ? "T" : undefined}
      aria-haspopup="dialog"
      className="flex min-h-9 min-w-0 shrink-0 items-center gap-2 rounded-6 px-2 text-left font-semibold transition-colors enabled:hover:bg-hover max-full:justify-center max-full:px-0"
    >
      <Swatch name={name} hue={hue} />
      <span className="min-w-0 flex-1 max-full:hidden">
        <span className="block truncate">{name}</span>
        {grant && (
          <span className="block truncate text-12 font-normal text-ink-3">
            {t("via", { agency: grant.agency })}
          </span>
        )}
      </span>
      {others && <ChevronsUpDown size={14} aria-hidden="true" className="text-ink-3 max-full:hidden" />}
    </button>
  );
}
