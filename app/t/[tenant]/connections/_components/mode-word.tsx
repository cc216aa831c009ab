import { Eye, FlaskConical, type LucideIcon, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconWord } from "@/components/ui/icon-word";
import type { ConnectionRow } from "./connection-types";

const icons: Record<ShownMode, LucideIcon> = { shadow: Eye, live: Send, sandbox: FlaskConical };
type ShownMode = ConnectionRow["mode"] | "sandbox";

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
