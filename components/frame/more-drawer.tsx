"use client";

import { ChevronsUpDown, LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { locales, themes } from "@/components/i18n/preferences";
import { useReader } from "@/components/i18n/reader";
import { Drawer } from "@/components/ui/drawer";
import { Segmented } from "@/components/ui/segmented";
import { Swatch } from "@/components/ui/swatch";
import { useFrame } from "./frame-context";
import { placeHref } from "./place-href";
import { places, placesOf } from "./places";
import { useSetPreference } from "./use-set-preference";

const rowClass = "flex h-11 w-full items-center gap-3 px-4 text-left";

/** What the phone's bar has no room for. */
export function MoreDrawer() {
  const t = useTranslations("frame");
  const { model, acts, setOverlay } = useFrame();
  const reader = useReader();
  const set = useSetPreference(acts.onPreference);
  const close = () => setOverlay(null);
  return (
    <Drawer open title={t("more")} onClose={close}>
      {model.tenantCount > 1 && (
        <button
          type="button"
          onClick={() => setOverlay("tenants")}
          className={`${rowClass} border-t border-line`}
        >
          <Swatch name={model.tenant.name} hue={model.tenant.hue} />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-semibold">{model.tenant.name}</span>
            {model.tenant.grant && (
              <span className="block truncate text-12 text-ink-3">
                {t("tenant.via", { agency: model.tenant.grant.agency })}
              </span>
            )}
          </span>
          <ChevronsUpDown size={15} aria-hidden="true" className="text-ink-3" />
        </button>
      )}
      <nav aria-label={t("navigation")} className="border-t border-line">
        {placesOf(model.tenant.kind)
          .slice(3)
          .map((id) => {
            const Icon = places[id].icon;
            return (
              <Link
                key={id}
                href={placeHref(model.base, places[id].path)}
                onClick={close}
                className={rowClass}
              >
                <Icon size={18} aria-hidden="true" className="text-ink-3" />
                {t(`places.${id}`)}
              </Link>
            );
          })}
        <Link href={model.person.profileHref} onClick={close} className={rowClass}>
          <UserRound size={18} aria-hidden="true" className="text-ink-3" />
          <span className="flex-1">{t("profile")}</span>
          <span className="truncate text-12 text-ink-3">{model.person.email}</span>
        </Link>
      </nav>
      <div className="grid gap-3 border-t border-line p-4">
        <Segmented
          wide
          label={t("language")}
          value={reader.locale}
          options={locales.map((value) => ({ value, label: t(`languages.${value}`) }))}
          onChange={(value) => set("locale", value)}
        />
        <Segmented
          wide
          label={t("theme")}
          value={reader.theme}
          options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
          onChange={(value) => set("theme", value)}
        />
      </div>
      <button type="button" onClick={acts.onSignOut} className={`${rowClass} border-t border-line`}>
        <LogOut size={18} aria-hidden="true" className="text-ink-3" />
        {t("signOut")}
      </button>
    </Drawer>
  );
}
