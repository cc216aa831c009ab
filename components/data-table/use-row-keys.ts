import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type Command, useRegisterCommands } from "@/components/frame/command-registry";

type RowActs = { move: (by: 1 | -1) => void; select?: () => void; open?: () => void; back?: () => void };

/** J, K, X, Enter and Esc of the list on this page, also when the focus lies nowhere. */
export function useRowKeys({ move, select, open, back }: RowActs): void {
  const t = useTranslations("frame.keys");
  const commands = useMemo(() => {
    const key = (id: string, keys: string, label: string, run?: () => void): Command[] =>
      run ? [{ id: `rows-${id}`, keys, label, run, scope: "rows", keyOnly: true }] : [];
    return [
      ...key("next", "J", t("nextRow"), () => move(1)),
      ...key("previous", "K", t("previousRow"), () => move(-1)),
      ...key("select", "X", t("select"), select),
      ...key("open", "Enter", t("open"), open),
      ...key("back", "Escape", t("back"), back),
    ];
  }, [t, move, select, open, back]);
  useRegisterCommands(commands);
}
