"use client";

import { clsx } from "clsx";
import {
  CircleAlert,
  CircleQuestionMark,
  CircleX,
  type LucideIcon,
  Search,
  TriangleAlert,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { formatNumber } from "@/components/i18n/format-number";
import { useReader } from "@/components/i18n/reader";
import { KeyHint } from "@/components/ui/key-hint";
import { Mark } from "@/components/ui/mark";
import { useFrame } from "./frame-context";
import type { PlaceState } from "./frame-model";
import { placeHref } from "./place-href";
import { type PlaceId, placeOfPath, places, placesOf } from "./places";
import { TenantButton } from "./tenant-button";

const groups = ["work", "know", "run"] as const;

/** 208 px; from 641 to 1099 px a rail of 52. */
export function Sidebar() {
  const t = useTranslations("frame");
  const { model, setOverlay } = useFrame();
  const current = placeOfPath(usePathname(), model.base);
  return (
    <aside
      aria-label="Oakline"
      className="flex w-52 shrink-0 flex-col overflow-y-auto border-r border-line bg-canvas p-2 max-full:w-13 max-desk:hidden"
    >
      <TenantButton />
      <button
        type="button"
        onClick={() => setOverlay("palette")}
        aria-label={t("search")}
        aria-keyshortcuts="Control+K Meta+K /"
        className="mt-1 flex h-7 shrink-0 items-center gap-2 rounded-6 border border-line-2 bg-raised px-2 text-ink-3 transition-colors hover:border-edge max-full:justify-center max-full:px-0"
      >
        <Search size={14} aria-hidden="true" />
        <span className="flex-1 text-left max-full:hidden">{t("search")}</span>
        <KeyHint keys="Mod K" className="-mr-1 max-full:hidden" />
      </button>
      <nav aria-label={t("navigation")} className="mt-2 flex flex-col gap-px">
        {groups.map((group) => {
          const ids = placesOf(model.tenant.kind).filter((id) => places[id].group === group);
          if (ids.length === 0) return null;
          return (
            <div key={group} className="flex flex-col gap-px not-first:mt-3">
              {group !== "work" && (
                <h2 className="px-2 pb-1 text-12 text-ink-3 max-full:sr-only">{t(`groups.${group}`)}</h2>
              )}
              {ids.map((id) => (
                <PlaceLink key={id} id={id} current={current === id} state={model.states[id] ?? {}} />
              ))}
            </div>
          );
        })}
      </nav>
      <div className="mt-auto flex flex-col gap-px pt-4">
        <button
          type="button"
          onClick={() => setOverlay("keys")}
          aria-label={t("help")}
          aria-keyshortcuts="?"
          className={clsx(rowClass, "text-ink-2 hover:bg-hover hover:text-ink")}
        >
          <CircleQuestionMark size={15} aria-hidden="true" className="text-ink-3" />
          <span className="flex-1 text-left max-full:hidden">{t("help")}</span>
          <KeyHint keys="?" className="max-full:hidden" />
        </button>
        <p className={clsx(rowClass, "font-medium")}>
          <Mark className="size-[15px]" />
          <span className="max-full:sr-only">Oakline</span>
        </p>
      </div>
    </aside>
  );
}

const rowClass =
  "relative flex h-7 shrink-0 items-center gap-2.5 rounded-6 px-2 transition-colors max-full:justify-center max-full:px-0";

const marks: Record<NonNullable<PlaceState["mark"]>, { icon: LucideIcon; ink: string }> = {
  late: { icon: CircleAlert, ink: "text-red" },
  refused: { icon: CircleX, ink: "text-red" },
  warning: { icon: TriangleAlert, ink: "text-amber" },
};

function PlaceLink({ id, current, state }: { id: PlaceId; current: boolean; state: PlaceState }) {
  const t = useTranslations("frame");
  const { locale } = useReader();
  const { model } = useFrame();
  const { icon: Icon, path } = places[id];
  const mark = state.mark && marks[state.mark];
  const count = state.count ?? 0;
  return (
    <Link
      href={placeHref(model.base, path)}
      aria-current={current ? "page" : undefined}
      className={clsx(
        rowClass,
        current ? "bg-here font-medium text-ink" : "text-ink-2 hover:bg-hover hover:text-ink",
      )}
    >
      <Icon size={15} aria-hidden="true" className={current ? "text-accent" : "text-ink-3"} />
      <span className="flex-1 truncate max-full:sr-only">{t(`places.${id}`)}</span>
      {count > 0 && (
        <span
          className={clsx(
            "flex items-center gap-1 text-12 font-normal max-full:sr-only",
            current ? "text-ink-2" : "text-ink-3",
          )}
        >
          {mark && <mark.icon size={13} aria-hidden="true" className={mark.ink} />}
          <span aria-hidden="true">{formatNumber(count, locale)}</span>
          <span className="sr-only">
            {t("openWork", { count })}
            {state.mark && `, ${t(`mark.${state.mark}`)}`}
          </span>
        </span>
      )}
      {mark && count > 0 && (
        <mark.icon
          size={10}
          strokeWidth={3}
          aria-hidden="true"
          className={clsx("absolute top-0.5 right-1 full:hidden", mark.ink)}
        />
      )}
    </Link>
  );
}
