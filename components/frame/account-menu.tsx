"use client";

import { LogOut, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { densities, locales, themes } from "@/components/i18n/preferences";
import { useReader } from "@/components/i18n/reader";
import { buttonClass } from "@/components/ui/button-class";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { useFrame } from "./frame-context";
import { useSetPreference } from "./use-set-preference";

/** Who is signed in: language, theme, row height, profile, sign out. */
export function AccountMenu() {
  const t = useTranslations("frame");
  const { model } = useFrame();
  return (
    <Menu entries={useAccountEntries()} align="end">
      {(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={t("account", { name: model.person.name })}
          className={buttonClass({ variant: "ghost", size: "icon" })}
        >
          <span className="grid size-5 place-items-center rounded-full bg-ink-2 text-11 font-semibold text-surface">
            {[...model.person.name][0]?.toUpperCase()}
          </span>
        </button>
      )}
    </Menu>
  );
}

export function useAccountEntries(): MenuEntry[] {
  const t = useTranslations("frame");
  const { model, acts } = useFrame();
  const reader = useReader();
  const set = useSetPreference(acts.onPreference);
  const choice = <V extends string>(
    label: string,
    values: readonly V[],
    name: (value: V) => string,
    value: V,
    onPick: (value: V) => void,
  ): MenuEntry => ({
    kind: "choice",
    label,
    value,
    options: values.map((one) => ({ value: one, label: name(one) })),
    onChange: (text) => {
      const picked = values.find((one) => one === text);
      if (picked) onPick(picked);
    },
  });
  return [
    { kind: "link", label: t("profile"), icon: UserRound, href: model.person.profileHref },
    { kind: "line" },
    choice(
      t("language"),
      locales,
      (one) => t(`languages.${one}`),
      reader.locale,
      (one) => set("locale", one),
    ),
    { kind: "line" },
    choice(
      t("theme"),
      themes,
      (one) => t(`themes.${one}`),
      reader.theme,
      (one) => set("theme", one),
    ),
    { kind: "line" },
    choice(
      t("density"),
      densities,
      (one) => t(`densities.${one}`),
      reader.density,
      (one) => set("density", one),
    ),
    { kind: "line" },
    { kind: "item", label: t("signOut"), icon: LogOut, onSelect: acts.onSignOut },
  ];
}
