"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useNow, useZoneLabel } from "@/components/i18n/reader";
import { Facts } from "@/components/ui/facts";
import { Swatch } from "@/components/ui/swatch";
import { hueNames } from "./hue-names";
import type { TenantNow } from "./use-tenant";

/** The same for those who may look only, with the reason. */
export function IdentityView({ tenant }: { tenant: TenantNow }) {
  const t = useTranslations("workspace");
  const zoneLabel = useZoneLabel();
  const now = useNow();
  const hue = hueNames[tenant.hue] ?? hueNames[0];
  return (
    <div className="grid gap-4">
      <Facts
        facts={[
          { name: t("identity.name"), value: tenant.name },
          {
            name: t("identity.hue"),
            value: (
              <span className="flex items-center gap-2">
                <Swatch name={tenant.name} hue={tenant.hue} />
                {t(`hues.${hue}`)}
              </span>
            ),
          },
          { name: t("identity.zone"), value: zoneLabel(tenant.zone, now) },
        ]}
      />
      <p className="flex gap-1.5 text-12 text-ink-2">
        <Lock size={13} aria-hidden="true" className="mt-0.5 text-ink-3" />
        {t("readOnly")}
      </p>
    </div>
  );
}
