"use client";

import { lazy, type ReactNode, Suspense } from "react";

export type DialogProps = {
  onClose: () => void;
  /** the question itself */
  title: string;
  description?: ReactNode;
  /** the buttons, which name the act; the safe one first */
  footer?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
};

const DialogSurface = lazy(() =>
  import("./dialog-surface").then((module) => ({ default: module.DialogSurface })),
);

/** A modal question. Nothing of it is fetched before it opens; never one over another. */
export function Dialog({ open, ...rest }: DialogProps & { open: boolean }) {
  if (!open) return null;
  return (
    <Suspense>
      <DialogSurface {...rest} />
    </Suspense>
  );
}
