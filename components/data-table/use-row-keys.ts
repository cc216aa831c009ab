import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { type Command, useRegisterCommands } from "@/components/frame/command-registry";

type RowActs = { move: (by: 1 | -1) => void; select?: () => void; open?: () => void; back?: () => void };

/** J, K, X, Enter and Esc of the list on this page, also when the focus lies nowhere. */
export function useRowKeys(acts: RowActs): void {
  const t = useTranslations("frame.keys");
  const latest = useRef(acts);
  // outside system: the registry, which holds on to the commands while the acts change with every render
  useEffect(() => {
    latest.current = acts;
  });
  const [canSelect, canOpen, canGoBack] = [Boolean(acts.select), Boolean(acts.open), Boolean(acts.back)];
  const commands = useMemo(() => {
    const key = (id: string, keys: string, label: string, run: () => void): Command => ({
      id: `rows-${id}`,
      keys,
      label,
      run,
      scope: "rows",
      keyOnly: true,
    });
    return [
      key("next", "J", t("nextRow"), () => latest.current.move(1)),
      key("previous", "K", t("previousRow"), () => latest.current.move(-1)),
      ...(canSelect ? [key("select", "X", t("select"), () => latest.current.select?.())] : []),
      ...(canOpen ? [key("open", "Enter", t("open"), () => latest.current.open?.())] : []),
      ...(canGoBack ? [key("back", "Escape", t("back"), () => latest.current.back?.())] : []),
    ];
  }, [t, canSelect, canOpen, canGoBack]);
  useRegisterCommands(commands);
}
