"use client";

import { Popover } from "radix-ui";
import type { ReactNode } from "react";

type Props = {
  label: string;
  align: "start" | "end";
  onOpenChange: (open: boolean) => void;
  onClosed: (event: Event) => void;
  children: ReactNode;
};

export function PopoverSurface({ label, align, onOpenChange, onClosed, children }: Props) {
  return (
    <Popover.Root open onOpenChange={onOpenChange}>
      <Popover.Anchor asChild>
        <span aria-hidden="true" className="pointer-events-none absolute inset-0" />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={onClosed}
          className="z-50 max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-16px)] animate-rise overflow-y-auto rounded-8 bg-raised p-3 shadow-float outline-none"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
