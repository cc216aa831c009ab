"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { errorDataOf } from "../trpc/error-data";

type Props = {
  /** of the act's mutation */
  error: unknown;
  /** repeats the act, once the code was taken */
  onGiven: () => void;
  onClose: () => void;
  /** the dialog or form of the act; it makes way while the code is asked for */
  children: ReactNode;
};

const StepUpDialog = lazy(() =>
  import("./step-up-dialog").then((module) => ({ default: module.StepUpDialog })),
);

/** Around a dangerous act: when the server asks for a fresh second factor, asks for it in place and repeats the act. */
export function StepUp({ error, onGiven, onClose, children }: Props) {
  if (errorDataOf(error)?.reason !== "step-up") return children;
  return (
    <Suspense>
      <StepUpDialog onGiven={onGiven} onClose={onClose} />
    </Suspense>
  );
}
