"use client";

import type { LucideIcon } from "lucide-react";
import type { Route } from "next";
import { lazy, type ReactNode, Suspense } from "react";
import { type TriggerProps, useOverlayTrigger } from "./overlay-trigger";

export type MenuEntry =
  | {
      kind: "item";
      label: string;
      icon?: LucideIcon;
      keyHint?: string;
      danger?: boolean;
      disabled?: boolean;
      onSelect: () => void;
    }
  | { kind: "link"; label: string; icon?: LucideIcon; href: Route }
  | {
      kind: "choice";
      label: string;
      options: readonly { value: string; label: string }[];
      value: string;
      onChange: (value: string) => void;
    }
  | { kind: "check"; label: string; checked: boolean; onChange: (checked: boolean) => void }
  | { kind: "line" };

type Props = {
  entries: readonly MenuEntry[];
  align?: "start" | "end";
  side?: "bottom" | "right" | "top";
  children: (trigger: TriggerProps) => ReactNode;
};

const load = () => import("./menu-list");
const MenuList = lazy(() => load().then((module) => ({ default: module.MenuList })));

/** A menu on a button: `children` gets what the button needs. Its code comes when a pointer or the focus comes near. */
export function Menu({ entries, align = "start", side = "bottom", children }: Props) {
  const { open, setOpen, trigger, restoreFocus } = useOverlayTrigger("menu", load);
  return (
    <span className="relative inline-flex min-w-0">
      {children(trigger)}
      {open && (
        <Suspense>
          <MenuList
            entries={entries}
            align={align}
            side={side}
            onOpenChange={setOpen}
            onClosed={restoreFocus}
          />
        </Suspense>
      )}
    </span>
  );
}
