"use client";

import { useTranslations } from "next-intl";
import { formatInstant } from "@/components/i18n/format-date";
import { useReader, useZoneLabel } from "@/components/i18n/reader";

type Props = { at: Date; amazonZone?: string };

/** One instant as mine, Amazon's and UTC. */
export function ThreeZones({ at, amazonZone }: Props) {
  const t = useTranslations("time");
  const { zone, locale } = useReader();
  const label = useZoneLabel();
  const rows = [
    { name: t("mine"), zone },
    ...(amazonZone ? [{ name: t("amazonLocal"), zone: amazonZone }] : []),
    { name: t("utc"), zone: "UTC" },
  ];
  return (
    <span className="grid grid-cols-[max-content_max-content_max-content] gap-x-3 gap-y-0.5">
      {rows.map((row) => (
        <span key={row.name} className="contents">
          <span className="text-ink-3">{row.name}</span>
          <span className="font-medium">{formatInstant(at, row.zone, locale)}</span>
          <span className="text-ink-3">{label(row.zone, at)}</span>
        </span>
      ))}
    </span>
  );
}
