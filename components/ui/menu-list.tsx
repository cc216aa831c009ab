"use client";

import { clsx } from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { KeyHint } from "./key-hint";
import type { MenuEntry } from "./menu";

type Props = {
  entries: readonly MenuEntry[];
  align: "start" | "end";
  side: "bottom" | "right" | "top";
  onOpenChange: (open: boolean) => void;
  onClosed: (event: Event) => void;
};

const itemClass =
  "flex h-7 w-full cursor-pointer items-center gap-2 rounded-4 px-2 text-13 outline-none select-none data-disabled:cursor-default data-disabled:opacity-55 data-highlighted:bg-hover max-desk:h-10";

export function MenuList({ entries, align, side, onOpenChange, onClosed }: Props) {
  return (
    <DropdownMenu.Root open onOpenChange={onOpenChange} modal={false}>
      {/* covers the real button, so that the list hangs on its box; the button itself keeps the focus ring */}
      <DropdownMenu.Trigger asChild>
        <span aria-hidden="true" tabIndex={-1} className="pointer-events-none absolute inset-0" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={onClosed}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-rise overflow-y-auto rounded-8 bg-raised p-1 shadow-float"
        >
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the entries are fixed while the menu is open
            <Entry key={index} entry={entry} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case "line":
      return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
    case "link":
      return (
        <DropdownMenu.Item asChild className={itemClass}>
          <Link href={entry.href}>
            {entry.icon && <entry.icon size={14} aria-hidden="true" className="text-ink-3" />}
            {entry.label}
          </Link>
        </DropdownMenu.Item>
      );
    case "check":
      return (
        <DropdownMenu.CheckboxItem
          checked={entry.checked}
          onCheckedChange={entry.onChange}
          onSelect={(event) => event.preventDefault()}
          className={itemClass}
        >
          <Tick />
          {entry.label}
        </DropdownMenu.CheckboxItem>
      );
    case "choice":
      return (
        <DropdownMenu.RadioGroup value={entry.value} onValueChange={entry.onChange}>
          <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-12 text-ink-3">
            {entry.label}
          </DropdownMenu.Label>
          {entry.options.map((option) => (
            <DropdownMenu.RadioItem key={option.value} value={option.value} className={itemClass}>
              <Tick />
              {option.label}
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      );
    case "item":
      return (
        <DropdownMenu.Item
          disabled={entry.disabled}
          onSelect={entry.onSelect}
          className={clsx(itemClass, entry.danger && "text-red")}
        >
          {entry.icon && (
            <entry.icon size={14} aria-hidden="true" className={entry.danger ? "" : "text-ink-3"} />
          )}
          {entry.label}
          {entry.keyHint && <KeyHint keys={entry.keyHint} className="ml-auto" />}
        </DropdownMenu.Item>
      );
  }
}

function Tick() {
  return (
    <span className="w-3.5 text-accent">
      <DropdownMenu.ItemIndicator>
        <Check size={14} aria-hidden="true" />
      </DropdownMenu.ItemIndicator>
    </span>
  );
}
