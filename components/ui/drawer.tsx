"use client";

import { lazy, type ReactNode, Suspense } from "react";

export type DrawerProps = { onClose: () => void; title: string; children: ReactNode };

const DrawerSurface = lazy(() =>
  import("./drawer-surface").then((module) => ({ default: module.DrawerSurface })),
);

/** A sheet from below, for phones; it can be pulled down. Fetched when it opens. */
export function Drawer({ open, ...rest }: DrawerProps & { open: boolean }) {
  if (!open) return null;
  return (
    <Suspense>
      <DrawerSurface {...rest} />
    </Suspense>
  );
}
