"use client";

import { useTranslations } from "next-intl";
import { useFrame } from "@/components/frame/frame-context";
import { PageShell } from "@/components/frame/page-shell";
import { formatMoment } from "@/components/i18n/format-moment";
import { densities, locales, themes } from "@/components/i18n/preferences";
import { useNow, useReader } from "@/components/i18n/reader";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { Swatch } from "@/components/ui/swatch";
import { ZonePicker } from "@/components/ui/zone-picker";
import { PreferenceRow } from "./preference-row";
import { SecuritySection } from "./security-section";
import { useKeepPreference } from "./use-keep-preference";

/** Each choice is kept at once, shows at the next paint, and can be taken back. */
export function ProfileScreen() {
  const t = useTranslations("profile");
  const frame = useTranslations("frame");
  const reader = useReader();
  const now = useNow();
  const { keep, fault } = useKeepPreference();
  return (
    <PageShell title={t("title")}>
      <div className="max-w-180 px-6 py-4 max-desk:px-4">
        <h2 className="pb-2 font-semibold">{t("reading")}</h2>
        <div className="mb-7 border-t border-line">
          <PreferenceRow title={frame("language")} note={t("languageNote")} fault={fault("locale")}>
            <Segmented
              label={frame("language")}
              value={reader.locale}
              onChange={(value) => keep("locale", value, reader.locale)}
              options={locales.map((value) => ({ value, label: frame(`languages.${value}`) }))}
            />
          </PreferenceRow>
          <PreferenceRow
            title={frame("zone")}
            note={t("zoneNote", { now: formatMoment(now, reader.zone, reader.locale) })}
            fault={fault("zone")}
          >
            <div className="w-72 max-w-full max-desk:w-full">
              <ZonePicker
                label={frame("zone")}
                value={reader.zone}
                onChange={(value) => keep("zone", value, reader.zone)}
              />
            </div>
          </PreferenceRow>
          <PreferenceRow title={frame("theme")} note={t("themeNote")} fault={fault("theme")}>
            <Segmented
              label={frame("theme")}
              value={reader.theme}
              onChange={(value) => keep("theme", value, reader.theme)}
              options={themes.map((value) => ({ value, label: frame(`themes.${value}`) }))}
            />
          </PreferenceRow>
          <PreferenceRow title={frame("density")} note={t("densityNote")} fault={fault("density")}>
            <Segmented
              label={frame("density")}
              value={reader.density}
              onChange={(value) => keep("density", value, reader.density)}
              options={densities.map((value) => ({ value, label: frame(`densities.${value}`) }))}
            />
          </PreferenceRow>
        </div>
        <SecuritySection />
        <Account />
      </div>
    </PageShell>
  );
}

function Account() {
  const t = useTranslations("profile");
  const frame = useTranslations("frame");
  const { model, acts } = useFrame();
  return (
    <section aria-labelledby="account-title">
      <h2 id="account-title" className="pb-2 font-semibold">
        {t("account")}
      </h2>
      <div className="border-t border-line">
        <PreferenceRow title={t("name")}>
          <span className="truncate">{model.person.name}</span>
        </PreferenceRow>
        <PreferenceRow title={t("email")} note={t("emailNote")}>
          <span className="truncate">{model.person.email}</span>
        </PreferenceRow>
        <PreferenceRow title={t("workspaces")}>
          <ul className="grid gap-1.5">
            {model.tenants.map((tenant) => (
              <li key={tenant.id} className="flex items-center gap-2">
                <Swatch name={tenant.name} hue={tenant.hue} />
                <span className="truncate">{tenant.name}</span>
                <span className="text-12 text-ink-2">{frame(`tenant.role.${tenant.role}`)}</span>
              </li>
            ))}
          </ul>
        </PreferenceRow>
      </div>
      <div className="pt-4">
        <Button onClick={acts.onSignOut}>{frame("signOut")}</Button>
      </div>
    </section>
  );
}
