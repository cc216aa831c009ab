"use client";

import { useTranslations } from "next-intl";
import { formatDayRange } from "@/components/i18n/format-date";
import { useReader, useZoneLabel } from "@/components/i18n/reader";
import type { OrderDetail } from "./order-types";

type Props = { order: Pick<OrderDetail, "windowStartAt" | "windowEndAt">; zone?: string; short?: boolean };

/** The days of a window where the goods go, with the zone that counts them. */
export function OrderWindow({ order, zone, short }: Props) {
  const t = useTranslations("order.facts");
  const reader = useReader();
  const label = useZoneLabel();
  const { windowStartAt: from, windowEndAt: to } = order;
  if (!from || !to) return <span className="text-ink-3">{short ? "–" : t("none")}</span>;
  const place = zone ?? reader.zone;
  return (
    <span className="desk:whitespace-nowrap">
      {formatDayRange(from, to, place, reader.locale)}
      {!short && <span className="text-12 text-ink-3"> {label(place, to)}</span>}
    </span>
  );
}
