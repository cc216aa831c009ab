"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { ArrowRight, CircleAlert, Pin, PinOff } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRowKeys } from "@/components/data-table/use-row-keys";
import { formatNumber } from "@/components/i18n/format-number";
import { useNow, useReader, useZoneLabel } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Countdown } from "@/components/ui/countdown";
import { Freshness } from "@/components/ui/freshness";
import { IconWord } from "@/components/ui/icon-word";
import { KeyHint } from "@/components/ui/key-hint";
import { Skeleton } from "@/components/ui/skeleton";
import { Swatch } from "@/components/ui/swatch";
import { agencyLook, healthLooks, type TenantRow } from "./tenant-health";

const pageSize = 100;
// every workspace has its page below /t
const hrefOf = (row: TenantRow) => `/t/${row.id}` as Route;

/** A row is a sentence: which workspace, how it stands, what is due next, how much is open, how fresh it is. */
export function TenantList({ rows }: { rows: readonly TenantRow[] }) {
  const t = useTranslations("agencies.all");
  const router = useRouter();
  const { locale, zone } = useReader();
  const now = useNow();
  const zoneLabel = useZoneLabel();
  const [shownCount, setShownCount] = useState(pageSize);
  const [cursor, setCursor] = useState<string | null>(null);
  const shown = rows.slice(0, shownCount);
  const at = shown.findIndex((row) => row.id === cursor);
  const here = shown[at] ?? shown[0];
  useRowKeys({
    move: (step) => {
      const row = shown[Math.min(shown.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
      if (!row) return;
      setCursor(row.id);
      document.getElementById(`tenant ${row.id}`)?.scrollIntoView({ block: "nearest" });
    },
    open: here && (() => router.push(hrefOf(here))),
  });
  return (
    <>
      <div
        aria-hidden="true"
        className="tenant-grid sticky top-0 z-10 h-8 border-b border-line bg-sunken px-6 text-12 text-ink-2 max-full:hidden"
      >
        <span>{t("columns.tenant")}</span>
        <span>{t("columns.health")}</span>
        <span className="truncate">
          {t("columns.due")} · {zoneLabel(zone, now)}
        </span>
        <span className="text-right">{t("columns.open")}</span>
        <span>{t("columns.freshness")}</span>
      </div>
      <ol aria-label={t("title")}>
        {shown.map((row) => (
          <TenantItem
            key={row.id}
            row={row}
            isCursor={row.id === here?.id}
            onFocus={() => setCursor(row.id)}
          />
        ))}
      </ol>
      {rows.length > shown.length && (
        <p className="flex items-center gap-3 border-t border-line px-6 py-3 max-desk:px-4">
          <Button onClick={() => setShownCount(shownCount + pageSize)}>
            {t("more", { count: Math.min(pageSize, rows.length - shown.length) })}
          </Button>
          <span className="text-12 text-ink-3">
            {t("shown", {
              shown: formatNumber(shown.length, locale),
              total: formatNumber(rows.length, locale),
            })}
          </span>
        </p>
      )}
    </>
  );
}

type ItemProps = { row: TenantRow; isCursor: boolean; onFocus: () => void };

function TenantItem({ row, isCursor, onFocus }: ItemProps) {
  const t = useTranslations("agencies");
  const { locale } = useReader();
  const isAgency = row.kind === "agency";
  const look = isAgency ? agencyLook : healthLooks[row.health];
  return (
    <li
      id={`tenant ${row.id}`}
      onFocus={onFocus}
      className={clsx(
        "tenant-row relative border-b border-line px-6 hover:bg-hover max-desk:px-4",
        isCursor &&
          "bg-hover shadow-[inset_2px_0_0_var(--color-accent)] max-desk:bg-transparent max-desk:shadow-none",
      )}
    >
      <span className="flex min-w-0 items-center gap-2.5 [grid-area:tenant]">
        <Swatch name={row.name} hue={row.hue} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{row.name}</span>
          <TenantNote row={row} />
        </span>
      </span>
      <span className="flex min-w-0 items-center [grid-area:health]">
        <IconWord icon={look.icon} tone={look.tone}>
          {isAgency ? t("all.agency") : t(`all.health.${row.health}`, { count: row.late })}
        </IconWord>
      </span>
      <span className="flex items-center [grid-area:due] max-desk:justify-end">
        {row.nextDueAt ? (
          <Countdown dueAt={row.nextDueAt} />
        ) : (
          <span className="text-ink-3">{isAgency ? "" : t("all.noDue")}</span>
        )}
      </span>
      <span className="text-right [grid-area:open] max-full:text-left max-desk:text-right">
        {!isAgency && (
          <>
            <span aria-hidden="true" className={row.open === 0 ? "text-ink-3" : undefined}>
              {formatNumber(row.open, locale)}
              <span className="full:hidden"> {t("all.openWord")}</span>
            </span>
            <span className="sr-only">{t("all.open", { count: row.open })}</span>
          </>
        )}
      </span>
      <span className="flex min-w-0 items-center [grid-area:fresh]">
        {row.freshness && <Freshness {...row.freshness} />}
        {!row.freshness && row.connections > 0 && (
          <span className="text-ink-3">{t("all.health.unread", { count: 0 })}</span>
        )}
      </span>
      <span className="flex items-center justify-end gap-1 [grid-area:act]">
        <PinButton row={row} />
        <Link
          href={hrefOf(row)}
          aria-label={t("all.openName", { name: row.name })}
          className={clsx(
            buttonClass({ size: "row" }),
            // the whole row is its target
            "static after:absolute after:inset-0 max-full:min-w-18 full:min-w-20",
          )}
        >
          {t("all.enter")}
          {isCursor ? (
            <KeyHint keys="Enter" className="-mr-1 max-full:hidden" />
          ) : (
            <ArrowRight size={12} aria-hidden="true" className="max-full:hidden" />
          )}
        </Link>
      </span>
    </li>
  );
}

/** By whose grant, as what, and whether it names accounts. */
function TenantNote({ row }: { row: TenantRow }) {
  const t = useTranslations("agencies.all");
  const roles = useTranslations("frame.tenant");
  return (
    <span className="block truncate text-12 text-ink-3">
      {row.via && `${roles("via", { agency: row.via })} · `}
      {roles(`role.${row.role}`)}
      {row.isLimited && ` · ${t("limited")}`}
    </span>
  );
}

function PinButton({ row }: { row: TenantRow }) {
  const t = useTranslations("frame.tenant");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const queryKey = trpc.dashboards.tenants.queryKey();
  const set = (pinnedAt: Date | null) =>
    queryClient.setQueryData(queryKey, (rows) =>
      rows?.map((one) => (one.id === row.id ? { ...one, pinnedAt } : one)),
    );
  const pin = useMutation(
    trpc.session.pinTenant.mutationOptions({
      onMutate: ({ isPinned }) => set(isPinned ? new Date() : null),
      onError: () => set(row.pinnedAt),
    }),
  );
  const isPinned = row.pinnedAt !== null;
  const Icon = pin.isError ? CircleAlert : isPinned ? PinOff : Pin;
  return (
    <button
      type="button"
      onClick={() => pin.mutate({ tenant: row.id, isPinned: !isPinned })}
      aria-pressed={isPinned}
      aria-label={pin.isError ? t("failed") : t("pin", { name: row.name })}
      title={pin.isError ? t("failed") : t(isPinned ? "unpin" : "pin", { name: row.name })}
      className={clsx(
        "relative z-1 grid size-6 place-items-center rounded-4 hover:bg-hover hover:text-ink max-desk:size-9",
        pin.isError ? "text-red" : isPinned ? "text-accent" : "text-ink-3",
      )}
    >
      <Icon size={14} aria-hidden="true" />
    </button>
  );
}

const skeletonRows = ["a", "b", "c", "d", "e", "f"];

/** The list's final shape before it is there. */
export function TenantSkeleton() {
  const t = useTranslations("common");
  return (
    <div aria-busy="true">
      <span className="sr-only">{t("loading")}</span>
      <div className="h-8 border-b border-line bg-sunken max-full:hidden" />
      {skeletonRows.map((row) => (
        <div key={row} className="tenant-row border-b border-line px-6 max-desk:px-4">
          <span className="[grid-area:tenant]">
            <Skeleton width={180} />
          </span>
          <span className="[grid-area:health]">
            <Skeleton width={90} />
          </span>
          <span className="[grid-area:due]">
            <Skeleton width={110} />
          </span>
        </div>
      ))}
    </div>
  );
}
