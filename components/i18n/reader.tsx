"use client";

import { useLocale, useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useMemo, useSyncExternalStore } from "react";
import { placeOfZone, zoneKey } from "@/server/platform/zoned-time";
import { formatOffset } from "./format-zone";
import { createTicker, type Ticker } from "./minute-ticker";
import type { Density, Locale, Theme } from "./preferences";

type Reader = { locale: Locale; zone: string; theme: Theme; density: Density };

const ReaderContext = createContext<(Omit<Reader, "locale"> & { ticker: Ticker; nowMs: number }) | null>(
  null,
);

type Props = { zone: string; theme: Theme; density: Density; nowMs: number; children: ReactNode };

/** Who reads: zone, looks, and the server's time at the moment of rendering. */
export function ReaderProvider({ zone, theme, density, nowMs, children }: Props) {
  const ticker = useMemo(() => createTicker(nowMs), [nowMs]);
  const value = useMemo(
    () => ({ zone, theme, density, ticker, nowMs }),
    [zone, theme, density, ticker, nowMs],
  );
  return <ReaderContext value={value}>{children}</ReaderContext>;
}

export function useReader(): Reader {
  const locale = useLocale();
  const { zone, theme, density } = requireReader(use(ReaderContext));
  return { locale, zone, theme, density };
}

/** The server's time, new once a minute. */
export function useNow(): Date {
  const { ticker, nowMs } = requireReader(use(ReaderContext));
  const now = useSyncExternalStore(ticker.subscribe, ticker.now, () => nowMs);
  return useMemo(() => new Date(now), [now]);
}

/** "Beijing": a zone by its place. */
export function useZonePlace(): (zone: string) => string {
  const t = useTranslations("zones");
  return (zone) => {
    const key = zoneKey(zone);
    return isNamed(key, t.has) ? t(key) : placeOfZone(zone);
  };
}

/** "Beijing UTC+8": a place and its offset at that instant. */
export function useZoneLabel(): (zone: string, at: Date) => string {
  const placeOf = useZonePlace();
  return (zone, at) => (zone === "UTC" ? placeOf(zone) : `${placeOf(zone)} ${formatOffset(zone, at)}`);
}

type ZoneKey = Parameters<ReturnType<typeof useTranslations<"zones">>>[0];

function isNamed(key: string, has: (key: ZoneKey) => boolean): key is ZoneKey {
  // `has` takes any text at run time and says whether it is one of the keys
  return has(key as ZoneKey);
}

function requireReader<T>(value: T | null): T {
  if (value === null) throw new Error("ReaderProvider is missing above this component");
  return value;
}
