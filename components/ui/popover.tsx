"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { type TriggerProps, useOverlayTrigger } from "./overlay-trigger";

type Props = {
  /** spoken name of the floating part */
  label: string;
  align?: "start" | "end";
  content: (close: () => void) => ReactNode;
  children: (trigger: TriggerProps) => ReactNode;
};

const load = () => import("./popover-surface");
const PopoverSurface = lazy(() => load().then((module) => ({ default: module.PopoverSurface })));

/** A small form or list on a button; fetched when a hand comes near. */
export function Popover({ label, align = "start", content, children }: Props) {
  const { open, setOpen, trigger, restoreFocus } = useOverlayTrigger("dialog", load);
  return (
    <span className="relative inline-flex min-w-0">
      {children(trigger)}
      {open && (
        <Suspense>
          <PopoverSurface label={label} align={align} onOpenChange={setOpen} onClosed={restoreFocus}>
            {content(() => setOpen(false))}
          </PopoverSurface>
        </Suspense>
      )}
    </span>
  );
}
