"use client";

import { Ellipsis, KeyRound, Maximize2, Pause, Pencil, Play, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { placeHref } from "@/components/frame/place-href";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { buttonClass } from "@/components/ui/button-class";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import type { ConnectionRow } from "./connection-types";
import { connectionName } from "./connection-words";
import { RemoveDialog } from "./remove-dialog";
import { RenameDialog } from "./rename-dialog";
import { usePause, useReauthorise } from "./use-connection-acts";

/** What is done with a connection now and then; only what the reader's role may do. */
export function MoreMenu({ row, isPage }: { row: ConnectionRow; isPage?: boolean }) {
  const t = useTranslations("connections");
  const [dialog, setDialog] = useState<"rename" | "remove" | null>(null);
  const entries = useEntries(row, setDialog);
  const shown = isPage ? entries.slice(1) : entries;
  if (shown.length === 0) return null;
  const close = () => setDialog(null);
  return (
    <>
      <Menu entries={shown} align="end">
        {(trigger) => (
          <button
            {...trigger}
            type="button"
            aria-label={t("acts.more", { name: connectionName(row) })}
            className={buttonClass({ variant: "ghost", size: "icon" })}
          >
            <Ellipsis size={15} aria-hidden="true" />
          </button>
        )}
      </Menu>
      {dialog === "rename" && <RenameDialog row={row} onClose={close} />}
      {dialog === "remove" && <RemoveDialog row={row} isPage={isPage} onClose={close} />}
    </>
  );
}

function useEntries(row: ConnectionRow, onDialog: (dialog: "rename" | "remove") => void): MenuEntry[] {
  const t = useTranslations("connections.acts");
  const { base } = useWorkspace();
  const can = useCan();
  const pause = usePause(row);
  const reauthorise = useReauthorise(row);
  const mayConnect = can("connection.connect");
  const entries: MenuEntry[] = [
    { kind: "link", label: t("open"), icon: Maximize2, href: placeHref(base, `/connections/${row.id}`) },
  ];
  if (mayConnect) {
    entries.push(
      { kind: "item", label: t("rename"), icon: Pencil, onSelect: () => onDialog("rename") },
      { kind: "item", label: t("reauthorise"), icon: KeyRound, onSelect: reauthorise.run },
    );
  }
  if (can("connection.pause") && row.state !== "reauthorise") {
    entries.push(
      row.state === "paused"
        ? { kind: "item", label: t("resume"), icon: Play, onSelect: pause.resume }
        : { kind: "item", label: t("pause"), icon: Pause, onSelect: pause.pause },
    );
  }
  if (can("connection.remove")) {
    entries.push(
      { kind: "line" },
      { kind: "item", label: t("remove"), icon: Trash2, danger: true, onSelect: () => onDialog("remove") },
    );
  }
  return entries;
}
