"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";
import { formatNumber } from "@/components/i18n/format-number";
import { useReader } from "@/components/i18n/reader";
import { LinkTabs } from "@/components/ui/tabs";
import type { ShadowRow } from "../../../_components/connection-types";
import { ShadowItem } from "./shadow-item";

const views = ["all", "different", "waiting", "same"] as const;
type View = (typeof views)[number];

type Props = { connection: string; rows: readonly ShadowRow[]; total: number };

/** Every prepared answer, newest first; the address says which of them are shown. */
export function ShadowList({ connection, rows, total }: Props) {
  const t = useTranslations("connections.shadow");
  const { base } = useWorkspace();
  const { locale } = useReader();
  const asked = useSearchParams().get("show");
  const view = views.find((one) => one === asked) ?? "all";
  const shown = of(rows, view);
  const path = `/connections/${connection}/shadow`;
  return (
    <section aria-label={t("list")} className="pt-2 pb-8">
      <LinkTabs
        label={t("list")}
        tabs={views.map((one) => ({
          href: placeHref(base, one === "all" ? path : `${path}?show=${one}`),
          label: t(`tabs.${one}`),
          count: formatNumber(of(rows, one).length, locale),
          current: one === view,
        }))}
      />
      {total > rows.length && (
        <p className="px-6 pt-3 text-12 text-ink-2 max-desk:px-4">
          {t("capped", { shown: rows.length, total })}
        </p>
      )}
      {shown.length === 0 && <p className="px-6 py-4 text-ink-2 max-desk:px-4">{t(`none.${view}`)}</p>}
      <ul>
        {shown.map((row) => (
          <ShadowItem key={row.submission} row={row} />
        ))}
      </ul>
    </section>
  );
}

function of(rows: readonly ShadowRow[], view: View): readonly ShadowRow[] {
  return view === "all" ? rows : rows.filter((row) => row.verdict === view);
}
