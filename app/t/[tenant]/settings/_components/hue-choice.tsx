"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Swatch } from "@/components/ui/swatch";
import { hueNames } from "./hue-names";

type Props = { name: string; value: number; onChange: (hue: number) => void };

/** The workspace's colour: eight radio buttons, each with the swatch it would have and its word. */
export function HueChoice({ name, value, onChange }: Props) {
  const t = useTranslations("workspace");
  const group = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{t("identity.hue")}</legend>
      <div className="grid grid-cols-4 gap-1.5 max-desk:grid-cols-2">
        {hueNames.map((word, hue) => (
          <label
            key={word}
            className="relative flex h-9 cursor-pointer items-center gap-2 rounded-6 border border-line-2 px-2.5 transition-colors hover:border-edge has-checked:border-accent has-checked:bg-accent-s has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent max-desk:h-11"
          >
            <input
              type="radio"
              name={group}
              value={hue}
              checked={hue === value}
              onChange={() => onChange(hue)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <Swatch name={name || "?"} hue={hue} />
            <span className="truncate">{t(`hues.${word}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
