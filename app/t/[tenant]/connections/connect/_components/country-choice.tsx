"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { marketName } from "@/components/orders/market-name";
import { listCountries, regions } from "@/server/acorn/regions";
import { regionCodes, useCountryName } from "../../_components/connection-words";

type Props = { value: string | null; onChange: (country: string) => void };

/** The Vendor Central countries by region; those without a known address are not offered. */
export function CountryChoice({ value, onChange }: Props) {
  const t = useTranslations("connections.connect");
  const nameOf = useCountryName();
  const group = useId();
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">{t("country")}</legend>
      {regions.map((region) => (
        <div key={region} className="grid gap-1.5">
          <span className="text-12 text-ink-2">
            {t(`regions.${region}`)} · {regionCodes[region]}
          </span>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(164px,1fr))] gap-1.5">
            {listCountries(region)
              .filter((country) => country.vendorCentralHost !== null)
              .map((country) => (
                <label
                  key={country.code}
                  className="relative flex h-8 cursor-pointer items-center gap-1.5 rounded-6 border border-line-2 bg-raised px-2 transition-colors hover:border-edge has-checked:border-accent has-checked:bg-accent-s has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent max-desk:h-11"
                >
                  <input
                    type="radio"
                    name={group}
                    value={country.code}
                    checked={country.code === value}
                    onChange={() => onChange(country.code)}
                    className="absolute inset-0 cursor-pointer opacity-0"
                  />
                  <span className="w-6 font-medium">{marketName(country.code)}</span>
                  <span className="truncate text-12 text-ink-2">{nameOf(country.code)}</span>
                </label>
              ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}
