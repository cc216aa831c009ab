"use client";

import { useEffect } from "react";
import { Toaster, toast } from "sonner";
import type { Toast } from "./toast-queue";

type Props = { onReady: (show: (toast: Toast) => void) => void };

export function ToastArea({ onReady }: Props) {
  // outside system: the queue of toasts, which may deliver once the area listens
  useEffect(() => onReady(show), [onReady]);
  return (
    <Toaster
      position="bottom-left"
      duration={6000}
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-8 bg-raised px-4 py-2.5 text-13 text-ink shadow-float",
          content: "flex-1",
          actionButton: "h-6 font-medium text-accent hover:underline",
        },
      }}
    />
  );
}

function show({ text, undo }: Toast): void {
  toast(text, undo && { action: { label: undo.label, onClick: undo.run } });
}
