"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { buttonClass } from "./button-class";
import type { DialogProps } from "./dialog";

export function DialogSurface({ onClose, title, description, footer, wide, children }: DialogProps) {
  const t = useTranslations("common");
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Dialog.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={focusFirstField}
          className={clsx(
            "fixed inset-x-4 top-[max(16px,14vh)] z-40 mx-auto flex max-h-[min(720px,80dvh)] animate-rise flex-col rounded-8 bg-raised shadow-float outline-none",
            wide ? "max-w-140" : "max-w-110",
          )}
        >
          <header className="flex items-start gap-4 px-6 pt-5">
            <Dialog.Title className="flex-1 text-15 font-semibold">{title}</Dialog.Title>
            <Dialog.Close
              aria-label={t("close")}
              className={clsx(buttonClass({ variant: "ghost", size: "icon" }), "-mt-1 -mr-2")}
            >
              <X size={15} aria-hidden="true" />
            </Dialog.Close>
          </header>
          <div className="grid min-h-0 gap-4 overflow-y-auto px-6 pt-2 pb-5">
            {description && <Dialog.Description className="text-ink-2">{description}</Dialog.Description>}
            {children}
          </div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-3 max-desk:*:flex-auto">
              {footer}
            </footer>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The first field if there is one, else the dialog itself: never the button that closes it. */
function focusFirstField(event: Event): void {
  if (!(event.target instanceof HTMLElement)) return;
  event.preventDefault();
  const field = event.target.querySelector("input,textarea,select");
  (field instanceof HTMLElement ? field : event.target).focus();
}
