"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import type { KeyboardEventHandler, ReactNode } from "react";
import { KeyHint } from "@/components/ui/key-hint";

export const paletteItemClass =
  "flex h-8 cursor-pointer items-center gap-2.5 rounded-4 px-3 data-[selected=true]:bg-hover data-[selected=true]:shadow-[inset_2px_0_0_var(--color-accent)] max-desk:h-11";

type Props = {
  title: string;
  hint: string;
  onClose: () => void;
  /** before the list itself hears the key */
  onKeyDown?: KeyboardEventHandler<HTMLDivElement>;
  query?: string;
  onQuery?: (query: string) => void;
  /** value of the marked item; absent: the list marks by itself */
  selected?: string;
  onSelected?: (value: string) => void;
  /** off when the hits come from the server already chosen */
  filtered?: boolean;
  /** below the list; it stays while the list scrolls */
  footer?: ReactNode;
  children: ReactNode;
};

/** A field over a list, moved with the arrow keys: the shape of palette and switcher. */
export function PaletteShell({
  title,
  hint,
  onClose,
  onKeyDown,
  query,
  onQuery,
  selected,
  onSelected,
  filtered = true,
  footer,
  children,
}: Props) {
  const t = useTranslations("common");
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Dialog.Content
          aria-describedby={undefined}
          onKeyDownCapture={onKeyDown}
          className="fixed inset-x-4 top-[max(8px,12vh)] z-40 mx-auto max-w-140 animate-rise overflow-hidden rounded-8 bg-raised shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">{title}</Dialog.Title>
          <Command
            label={title}
            shouldFilter={filtered}
            loop
            {...(selected !== undefined && { value: selected, onValueChange: onSelected })}
          >
            <div className="flex h-11 items-center gap-2.5 border-b border-line px-4">
              <Search size={15} aria-hidden="true" className="text-ink-3" />
              <Command.Input
                value={query}
                onValueChange={onQuery}
                placeholder={hint}
                className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-3 max-desk:text-[16px]"
              />
              <button type="button" onClick={onClose} aria-label={t("close")} className="rounded-4">
                <KeyHint keys="Escape" />
              </button>
            </div>
            <Command.List className="max-h-[min(420px,60dvh)] overflow-y-auto p-1 **:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-12 **:[[cmdk-group-heading]]:text-ink-3">
              {children}
            </Command.List>
            {footer}
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
