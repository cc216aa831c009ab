"use client";

import { Eye, FlaskConical, type LucideIcon, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatDay } from "@/components/i18n/format-date";
import { useReader } from "@/components/i18n/reader";
import { IconWord } from "@/components/ui/icon-word";
import type { ConnectionRow } from "./connection-types";

const icons: Record<ShownMode, LucideIcon> = { shadow: Eye, live: Send, sandbox: FlaskConical };
type ShownMode = ConnectionRow["mode"] | "sandbox";

/** Since when the account is in its mode, and who switched it; nothing for one that nobody switched. */
export function ModeSince({ row }: { row: Pick<ConnectionRow, "modeSince"> }) {
  const t = useTranslations("connections.mode");
  const { locale, zone } = useReader();
  if (!row.modeSince) return null;
  const { at, by } = row.modeSince;
  return (
    <span className="text-12 text-ink-2">{t("since", { day: formatDay(at, zone, locale, true), by })}</span>
  );
}

/** Whether answers of this account leave; the sandbox is outside of it. */
export function ModeWord({
  row,
  plate,
}: {
  row: Pick<ConnectionRow, "mode" | "environment">;
  plate?: boolean;
}) {
  const t = useTranslations("connections.mode");
  const mode: ShownMode = row.environment === "sandbox" ? "sandbox" : row.mode;
  return (
    <IconWord icon={icons[mode]} plate={plate}>
      {t(`states.${mode}`)}
    </IconWord>
  );
}
