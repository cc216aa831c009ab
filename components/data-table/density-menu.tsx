"use client";

import { Rows3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFrame } from "@/components/frame/frame-context";
import { useSetPreference } from "@/components/frame/use-set-preference";
import { densities } from "@/components/i18n/preferences";
import { useReader } from "@/components/i18n/reader";
import { buttonClass } from "@/components/ui/button-class";
import { Menu } from "@/components/ui/menu";

/** Row height of all grids: 32, 36 or 40 px. */
export function DensityMenu() {
  const t = useTranslations("frame");
  const { density } = useReader();
  const { acts } = useFrame();
  const set = useSetPreference(acts.onPreference);
  return (
    <Menu
      align="end"
      entries={[
        {
          kind: "choice",
          label: t("density"),
          value: density,
          options: densities.map((value) => ({ value, label: t(`densities.${value}`) })),
          onChange: (text) => {
            const picked = densities.find((one) => one === text);
            if (picked) set("density", picked);
          },
        },
      ]}
    >
      {(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={t("density")}
          title={t("density")}
          className={`${buttonClass({ variant: "ghost", size: "icon" })} max-desk:hidden`}
        >
          <Rows3 size={15} aria-hidden="true" />
        </button>
      )}
    </Menu>
  );
}
