"use client";

import { clsx } from "clsx";
import { Bell, Check, ChevronLeft, CircleAlert, Clock, Globe } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatTime } from "@/components/i18n/format-date";
import { useNow, useReader, useZoneLabel } from "@/components/i18n/reader";
import { buttonClass } from "@/components/ui/button-class";
import { Swatch } from "@/components/ui/swatch";
import { AccountMenu } from "./account-menu";
import { useFrame } from "./frame-context";
import { placeHref } from "./place-href";
import { places } from "./places";

type Props = {
  title: ReactNode;
  /** beside the title: "All open, 6 accounts" */
  note?: ReactNode;
  /** the way here, before the title */
  path?: readonly { label: string; href: Route }[];
  /** the page's own acts */
  acts?: ReactNode;
};

/** 44 px: where one is, what the page can do, how fresh everything is, which clock rules. */
export function TopBar({ title, note, path = [], acts }: Props) {
  const { model } = useFrame();
  const up = path.at(-1);
  return (
    <header className="flex h-11 shrink-0 items-center gap-5 border-b border-line pr-4 pl-6 max-desk:h-13 max-desk:gap-1 max-desk:px-4">
      <div className="flex min-w-0 flex-1 items-center gap-2">
        {up ? (
          <Link
            href={up.href}
            aria-label={up.label}
            className={clsx(buttonClass({ variant: "ghost", size: "icon" }), "-ml-2.5 desk:hidden")}
          >
            <ChevronLeft size={20} aria-hidden="true" />
          </Link>
        ) : (
          <span className="desk:hidden">
            <Swatch name={model.tenant.name} hue={model.tenant.hue} />
          </span>
        )}
        {path.map((step) => (
          <span key={step.href} className="flex shrink-0 items-center gap-2 text-ink-2 max-desk:hidden">
            <Link href={step.href} className="hover:text-ink">
              {step.label}
            </Link>
            <span aria-hidden="true" className="text-ink-3">
              ›
            </span>
          </span>
        ))}
        <span className="min-w-0">
          <Whereabouts />
          <h1 className="truncate text-15 font-semibold">{title}</h1>
        </span>
        {note && <span className="truncate pt-px text-12 text-ink-2 max-desk:hidden">{note}</span>}
      </div>
      {acts && <div className="flex items-center gap-1">{acts}</div>}
      <FreshnessPhrase />
      <ZoneClock />
      <div className="-mr-1 flex items-center gap-1">
        <Alerts />
        <span className="max-desk:hidden">
          <AccountMenu />
        </span>
      </div>
    </header>
  );
}

/** Where the sidebar does not spell it out: the workspace, and by whose grant one is in it. */
function Whereabouts() {
  const t = useTranslations("frame.tenant");
  const { name, grant } = useFrame().model.tenant;
  return (
    <span className="block truncate text-11 text-ink-3 full:hidden">
      {name}
      {grant && ` · ${t("via", { agency: grant.agency })}`}
    </span>
  );
}

const freshnessLooks = {
  fresh: { icon: Check, ink: "text-ink-3" },
  stale: { icon: Clock, ink: "text-amber" },
  silent: { icon: CircleAlert, ink: "text-red" },
};

function FreshnessPhrase() {
  const t = useTranslations("frame.freshness");
  const { model } = useFrame();
  const { fresh, total, worst } = model.freshness;
  // its own workspace reads nothing
  if (model.tenant.kind === "agency") return null;
  const { icon: Icon, ink } = freshnessLooks[worst];
  return (
    <Link
      href={placeHref(model.base, places.connections.path)}
      aria-label={`${t("label")}: ${total === 0 ? t("none") : t("fresh", { fresh, total })}`}
      className="flex h-7 shrink-0 items-center gap-1.5 rounded-6 text-12 text-ink-2 hover:text-ink max-desk:hidden"
    >
      <Icon size={14} aria-hidden="true" className={total === 0 ? "text-ink-3" : ink} />
      {total === 0 ? t("none") : t("fresh", { fresh, total })}
    </Link>
  );
}

function ZoneClock() {
  const t = useTranslations("frame");
  const { model } = useFrame();
  const { zone, locale } = useReader();
  const now = useNow();
  const label = useZoneLabel();
  return (
    <Link
      href={model.person.profileHref}
      aria-label={`${t("zone")}: ${label(zone, now)} ${formatTime(now, zone, locale)}`}
      className="flex h-7 shrink-0 items-center gap-1.5 rounded-6 text-12 text-ink-2 hover:text-ink max-full:hidden"
    >
      <Globe size={14} aria-hidden="true" className="text-ink-3" />
      {label(zone, now)} {formatTime(now, zone, locale)}
    </Link>
  );
}

function Alerts() {
  const t = useTranslations("frame");
  const { model } = useFrame();
  const { count, href } = model.alerts;
  if (href === null) return null;
  return (
    <Link
      href={href}
      aria-label={t("alertCount", { count })}
      className={buttonClass({ variant: "ghost", size: "icon" })}
    >
      <Bell size={15} aria-hidden="true" />
      {count > 0 && (
        <span aria-hidden="true" className="absolute top-1 right-1 size-1.5 rounded-full bg-red" />
      )}
    </Link>
  );
}
