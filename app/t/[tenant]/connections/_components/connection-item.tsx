"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";
import { formatNumber } from "@/components/i18n/format-number";
import { useNow, useReader } from "@/components/i18n/reader";
import { marketName } from "@/components/orders/market-name";
import { healthOf, ordersOf } from "./connection-health";
import type { ConnectionRow } from "./connection-types";
import { connectionName, regionCodes } from "./connection-words";
import { ConsentCell } from "./consent-cell";
import { FrequencyButton } from "./frequency-button";
import { HealthWord } from "./health-word";
import { ModeWord } from "./mode-word";
import { MoreMenu } from "./more-menu";
import { OrdersCell } from "./orders-cell";
import { RowAct } from "./row-act";
import { useSync } from "./use-sync";

type Props = { row: ConnectionRow; isCursor: boolean; isPrimary: boolean; onFocus: () => void };

/** One connection with its worst news in the row itself. A click chooses it; its name leads to its page. */
export function ConnectionItem({ row, isCursor, isPrimary, onFocus }: Props) {
  const t = useTranslations("connections");
  const { base } = useWorkspace();
  const now = useNow();
  const sync = useSync(row.id, "orders");
  const health = healthOf(row, now);
  const orders = ordersOf(row);
  const name = connectionName(row);
  const place = { market: marketName(row.country), region: regionCodes[row.region] };
  return (
    // biome-ignore lint/a11y/useSemanticElements: row of the table around it
    // biome-ignore lint/a11y/useKeyWithClickEvents: J, K and Enter do it from anywhere on the page
    // biome-ignore lint/a11y/useFocusableInteractive: its name is the control that takes the focus
    <div
      id={`connection ${row.id}`}
      role="row"
      aria-selected={isCursor}
      onClick={onFocus}
      onFocus={onFocus}
      className={clsx(
        "conn-row relative border-t border-line px-6 hover:bg-hover max-desk:px-4",
        isCursor &&
          "bg-hover shadow-[inset_2px_0_0_var(--color-accent)] max-full:bg-transparent max-full:shadow-none",
      )}
    >
      <Cell area="name">
        <span className="grid min-w-0">
          <Link
            href={placeHref(base, `/connections/${row.id}`)}
            className="truncate font-medium hover:underline"
          >
            {name}
          </Link>
          <span className="truncate text-12 text-ink-2">
            {row.environment === "sandbox" ? t("place.sandbox", place) : t("place.production", place)}
          </span>
        </span>
      </Cell>
      <Cell area="health">
        <HealthWord health={health} />
      </Cell>
      <Cell area="orders">
        <OrdersCell row={row} sync={sync} />
      </Cell>
      <Cell area="consent">
        <ConsentCell row={row} />
      </Cell>
      <Cell area="mode">
        <ModeWord row={row} />
      </Cell>
      <Cell area="often">{orders && <FrequencyButton connection={row.id} name={name} flow={orders} />}</Cell>
      <Cell area="calls">
        <CallsCell row={row} />
      </Cell>
      <Cell area="act">
        <span className="flex items-center justify-end gap-1">
          <RowAct row={row} health={health} sync={sync} isPrimary={isPrimary} />
          <MoreMenu row={row} />
        </span>
      </Cell>
    </div>
  );
}

/** Frequency and calls are facts of the connection's own page where the window is narrow. */
const areas = {
  name: "[grid-area:name]",
  health: "[grid-area:health] max-desk:justify-self-end",
  orders: "[grid-area:orders]",
  consent: "[grid-area:consent]",
  mode: "[grid-area:mode] max-desk:justify-self-end",
  often: "[grid-area:often] max-[1280px]:hidden",
  calls: "[grid-area:calls] max-[1440px]:hidden",
  act: "[grid-area:act]",
};

function Cell({ area, children }: { area: keyof typeof areas; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: cell of the row around it
    <span role="cell" className={clsx("min-w-0", areas[area])}>
      {children}
    </span>
  );
}

function CallsCell({ row }: { row: ConnectionRow }) {
  const t = useTranslations("connections.calls");
  const { locale } = useReader();
  return (
    <span className="grid text-right">
      <span>{formatNumber(row.callsToday, locale)}</span>
      <span className={clsx("text-12", row.failedToday > 0 ? "text-red" : "text-ink-2")}>
        {t("failed", { count: row.failedToday })}
      </span>
    </span>
  );
}
