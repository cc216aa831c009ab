"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { attachToastHost, type Toast } from "./toast-queue";

const ToastArea = lazy(() => import("./toast-area").then((module) => ({ default: module.ToastArea })));

type HandOver = (show: (toast: Toast) => void) => void;

/** Once a page, in the root layout. The toasts' code is fetched with the first of them. */
export function ToastHost() {
  const [handOver, setHandOver] = useState<HandOver | null>(null);
  // outside system: the queue, which any module may write to
  useEffect(() => {
    const attached = attachToastHost(() => setHandOver(() => attached));
  }, []);
  if (!handOver) return null;
  return (
    <Suspense>
      <ToastArea onReady={handOver} />
    </Suspense>
  );
}
