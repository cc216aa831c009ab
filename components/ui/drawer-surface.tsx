"use client";

import { Drawer } from "vaul";
import type { DrawerProps } from "./drawer";

export function DrawerSurface({ onClose, title, children }: DrawerProps) {
  return (
    <Drawer.Root open onOpenChange={(open) => !open && onClose()}>
      <Drawer.Portal>
        <Drawer.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Drawer.Content
          aria-describedby={undefined}
          className="fixed inset-x-0 bottom-0 z-40 flex max-h-[88dvh] flex-col rounded-t-8 bg-raised pb-[env(safe-area-inset-bottom)] shadow-float outline-none"
        >
          <Drawer.Handle className="my-2" />
          <Drawer.Title className="px-4 pb-2 text-15 font-semibold">{title}</Drawer.Title>
          <div className="min-h-0 overflow-y-auto">{children}</div>
        </Drawer.Content>
      </Drawer.Portal>
    </Drawer.Root>
  );
}
